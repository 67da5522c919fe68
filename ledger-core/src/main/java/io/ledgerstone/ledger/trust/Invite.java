package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a player copies to join a group. Its text is {@code LSI1-} and url-safe base64; the bytes are in the package's description.
 * The secret must be drawn by a good generator, sent over a private channel, and is good once.
 *
 * @param founder the fingerprint of the group's founder
 * @param host the fingerprint of the host that made the invite and alone can admit with it
 * @param secretHex the secret, 32 hexadecimal digits
 * @param expires the last moment, in unix seconds
 * @param addresses where the host listens, one at least
 */
public record Invite(Fingerprint founder, Fingerprint host, String secretHex, long expires, List<String> addresses) {
    /** Bytes of a secret. */
    public static final int SECRET_BYTES = 16;

    /** Addresses of an invite. */
    public static final int ADDRESSES_MAX = 8;

    /** Bytes of an address in UTF-8. */
    public static final int ADDRESS_BYTES_MAX = 120;

    private static final String HEAD = "LSI1-";
    private static final int FIXED_BYTES = 2 * Fingerprint.BYTES + SECRET_BYTES + 4 + 1;
    private static final int CHECK_BYTES = 4;
    private static final int TEXT_CHARACTERS_MAX = 2_048;

    /** Checks everything. */
    public Invite {
        addresses = List.copyOf(addresses);
        boolean secret =
                secretHex.length() == 2 * SECRET_BYTES && secretHex.chars().allMatch(HexFormat::isHexDigit);
        boolean reachable = !addresses.isEmpty()
                && addresses.size() <= ADDRESSES_MAX
                && addresses.stream().allMatch(Invite::isAddress);
        if (!secret || expires < 0 || expires > Key.U32_MAX || !reachable) {
            throw new LedgerException("An invite needs a secret of " + SECRET_BYTES + " bytes, an expiry and 1 to "
                    + ADDRESSES_MAX + " addresses of at most " + ADDRESS_BYTES_MAX + " bytes without blanks");
        }
    }

    /**
     * An invite with a secret that the caller drew.
     *
     * @throws LedgerException if a part is missing or too long
     */
    public static Invite of(
            Fingerprint founder, Fingerprint host, byte[] secret, long expires, List<String> addresses) {
        return new Invite(founder, host, HexFormat.of().formatHex(secret), expires, addresses);
    }

    /**
     * The invite of a text; blanks and line ends around and inside, as chats put them in, do not matter.
     *
     * @throws LedgerException if the text is no invite, or has a typing mistake
     */
    public static Invite parse(String text) {
        String plain = text.length() > TEXT_CHARACTERS_MAX ? "" : text.replaceAll("\\s", "");
        if (!plain.startsWith(HEAD)) {
            throw new LedgerException(
                    plain.startsWith("LSI")
                            ? "This invite was made by another version of Ledgerstone; both sides need the same"
                            : "'" + Base64Text.shown(text) + "' is not an invite; one begins with " + HEAD
                                    + " and is copied whole");
        }
        byte[] bytes = Base64Text.bytes(plain.substring(HEAD.length()));
        if (bytes == null || bytes.length < FIXED_BYTES + CHECK_BYTES || !checks(bytes)) {
            throw new LedgerException(
                    "This invite has a typing mistake or a part is missing; copy it whole from where it was made");
        }
        return read(ByteBuffer.wrap(bytes, 0, bytes.length - CHECK_BYTES));
    }

    private static Invite read(ByteBuffer buffer) {
        Fingerprint founder = Fingerprint.of(buffer);
        Fingerprint host = Fingerprint.of(buffer);
        byte[] secret = new byte[SECRET_BYTES];
        buffer.get(secret);
        long expires = Integer.toUnsignedLong(buffer.getInt());
        int count = buffer.get();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = buffer.hasRemaining() ? buffer.get() : -1;
            if (length < 0 || length > buffer.remaining()) {
                throw new LedgerException("This invite's addresses are cut off; ask for a new one");
            }
            byte[] address = new byte[length];
            buffer.get(address);
            addresses.add(new String(address, StandardCharsets.UTF_8));
        }
        return of(founder, host, secret, expires, addresses);
    }

    /** The secret's bytes. */
    public byte[] secret() {
        return HexFormat.of().parseHex(secretHex);
    }

    /** What the roster holds instead of a secret: its SHA-256 as url-safe base64. */
    public static String secretHash(byte[] secret) {
        return Base64Text.of(Sha256.begin().digest(secret));
    }

    /** Whether a moment is after the expiry. */
    public boolean isExpired(long nowSeconds) {
        return nowSeconds > expires;
    }

    /** The text to copy. It tells the secret: show it to whom it is for, and log it never. */
    public String text() {
        List<byte[]> encoded = addresses.stream()
                .map(address -> address.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = encoded.stream().mapToInt(address -> 1 + address.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(FIXED_BYTES + size + CHECK_BYTES)
                .put(founder.bytes())
                .put(host.bytes())
                .put(secret())
                .putInt((int) expires)
                .put((byte) encoded.size());
        encoded.forEach(address -> buffer.put((byte) address.length).put(address));
        byte[] bytes = buffer.array();
        buffer.put(check(bytes));
        return HEAD + Base64Text.of(bytes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "invite of " + host + " to " + addresses + " until " + expires;
    }

    private static boolean checks(byte[] bytes) {
        return Arrays.equals(check(bytes), Arrays.copyOfRange(bytes, bytes.length - CHECK_BYTES, bytes.length));
    }

    /** The first bytes of the SHA-256 of everything before the check. */
    private static byte[] check(byte[] bytes) {
        byte[] hash = Sha256.begin().digest(Arrays.copyOf(bytes, bytes.length - CHECK_BYTES));
        return Arrays.copyOf(hash, CHECK_BYTES);
    }

    private static boolean isAddress(String address) {
        int bytes = address.getBytes(StandardCharsets.UTF_8).length;
        return bytes > 0
                && bytes <= ADDRESS_BYTES_MAX
                && address.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
