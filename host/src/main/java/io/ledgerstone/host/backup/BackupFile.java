package io.ledgerstone.host.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.backup.BackupContent.LedgerContent;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.HostIdentity;
import io.ledgerstone.ledger.Delivery;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerStatus;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and reads backups. */
public final class BackupFile {
    private static final String FORMAT = "ledgerstone backup 1";
    private static final String CONTENT = "backup.json";
    private static final Logger LOG = LoggerFactory.getLogger(BackupFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final BackupContent content;

    private BackupFile(Path path, BackupContent content) {
        this.path = path;
        this.content = content;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What is in it. */
    public BackupContent content() {
        return content;
    }

    /**
     * Copies ledgers, each as it is at one moment while it goes on working, and reads the copy once more. The file appears when
     * it is whole.
     *
     * @throws HostException if it cannot be written, or does not read back as what was written
     */
    public static BackupFile write(Path path, HostIdentity identity, List<Ledger> ledgers, Progress progress) {
        // A name that nobody else's file has.
        Path temporary = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            List<LedgerContent> contents = new ArrayList<>();
            BackupContent content;
            try (FileOutputStream file = new FileOutputStream(temporary.toFile());
                    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file))) {
                zip.setLevel(1);
                for (Ledger ledger : ledgers) {
                    contents.add(writeLedger(ledger, "ledgers/" + contents.size() + ".entries", zip, progress));
                }
                content = new BackupContent(Instant.now().toString(), identity, contents);
                zip.putNextEntry(new ZipEntry(CONTENT));
                zip.write(JSON.writeValueAsBytes(json(content)));
                zip.closeEntry();
                zip.finish();
                zip.flush();
                file.getFD().sync();
            }
            new BackupFile(temporary, content).verify(progress);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            return new BackupFile(path, content);
        } catch (IOException e) {
            throw new HostException("The backup " + path + " cannot be written: " + e.getMessage(), e);
        } finally {
            deleteIfExists(temporary);
        }
    }

    private static void deleteIfExists(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The reason why it is left over matters more than that it is.
            LOG.warn("The half-made backup {} cannot be removed", temporary, e);
        }
    }

    private static LedgerContent writeLedger(Ledger ledger, String file, ZipOutputStream zip, Progress progress)
            throws IOException {
        zip.putNextEntry(new ZipEntry(file));
        MessageDigest sha256 = Sha256.begin();
        long count = 0;
        LedgerStatus status = ledger.status();
        long begin = status.journalBegin();
        long total = status.journalEnd() - begin;
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(unclosed(zip), sha256));
        try (Stream<Delivery> arrivals = ledger.arrivals(begin)) {
            for (Iterator<Delivery> each = arrivals.iterator(); each.hasNext(); ) {
                Delivery delivery = each.next();
                if (delivery.position() >= status.journalEnd()) {
                    break;
                }
                Entry entry = delivery.entry();
                byte[] body = EntryCodec.body(entry);
                out.writeLong(entry.key().high());
                out.writeLong(entry.key().low());
                out.writeInt(body.length);
                out.write(body);
                progress.at("copying " + ledger.name(), ++count, total);
            }
        }
        out.flush();
        zip.closeEntry();
        requireAll(ledger, count, status);
        return new LedgerContent(
                ledger.name(), ledger.layout(), file, count, HexFormat.of().formatHex(sha256.digest()));
    }

    /** Readers of a journal pass over what is damaged; entries that only the tables have must not be lost that way. */
    private static void requireAll(Ledger ledger, long written, LedgerStatus begun) {
        if (written == begun.journalEnd()) {
            return;
        }
        LedgerStatus now = ledger.status();
        long held = now.entries() + now.shadowed() - (now.journalEnd() - begun.journalEnd());
        if (written < held) {
            throw new HostException("The journal of the ledger " + ledger.name() + " is damaged: it gives " + written
                    + " of " + held + " entries, so there is no backup. Look at 'ledgerstone verify', then start the"
                    + " host anew: it gives the journal back what the tables have");
        }
    }

    private static OutputStream unclosed(ZipOutputStream zip) {
        return new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                zip.write(next);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }
        };
    }

    /**
     * Opens a backup.
     *
     * @throws HostException if it is none
     */
    public static BackupFile open(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(CONTENT);
            if (entry == null) {
                throw new HostException(path + " is no backup of Ledgerstone: it has no " + CONTENT);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new BackupFile(path, content(path, JSON.readTree(in)));
            }
        } catch (NoSuchFileException e) {
            throw new HostException("There is no file " + path, e);
        } catch (ZipException e) {
            throw new HostException(path + " is no backup, or a damaged one: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new HostException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads all of it, and makes every entry again.
     *
     * @throws HostException if it is damaged
     */
    public void verify(Progress progress) {
        for (LedgerContent ledger : content.ledgers()) {
            read(ledger, entry -> {}, progress);
        }
    }

    /**
     * Hands over the entries of a ledger in journal order.
     *
     * @throws HostException if they are damaged; some were handed over then
     */
    void read(LedgerContent ledger, Consumer<Entry> consumer, Progress progress) {
        EntryCodec codec = new EntryCodec(ledger.name(), ledger.layout());
        MessageDigest sha256 = Sha256.begin();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry file = zip.getEntry(ledger.file());
            if (file == null) {
                throw damaged(ledger, "its file " + ledger.file() + " is missing", null);
            }
            try (DataInputStream in = new DataInputStream(
                    new DigestInputStream(new BufferedInputStream(zip.getInputStream(file)), sha256))) {
                for (long i = 0; i < ledger.entries(); i++) {
                    consumer.accept(entry(codec, in));
                    progress.at("checking " + ledger.name(), i + 1, ledger.entries());
                }
                if (in.read() >= 0) {
                    throw damaged(ledger, "it has more than " + ledger.entries() + " entries", null);
                }
            }
            if (!HexFormat.of().formatHex(sha256.digest()).equals(ledger.sha256())) {
                throw damaged(ledger, "its bytes are not those that were written", null);
            }
        } catch (IOException | LedgerException e) {
            throw damaged(ledger, String.valueOf(e.getMessage()), e);
        }
    }

    private static Entry entry(EntryCodec codec, DataInputStream in) throws IOException {
        Key key = Key.ofPacked(in.readLong(), in.readLong());
        int length = in.readInt();
        if (length < 0 || length > EntryLimits.BODY_BYTES_MAX) {
            throw new IOException("an entry of " + length + " bytes");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return codec.open(key, body);
    }

    private HostException damaged(LedgerContent ledger, String why, @Nullable Throwable cause) {
        String message = "The backup " + path + " is damaged in ledger " + ledger.name() + ": " + why;
        return cause == null ? new HostException(message) : new HostException(message, cause);
    }

    private static ObjectNode json(BackupContent content) {
        ObjectNode json = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("madeAt", content.madeAt())
                .put("realm", content.identity().realm())
                .put("creator", content.identity().creator());
        ArrayNode ledgers = json.putArray("ledgers");
        content.ledgers()
                .forEach(ledger -> ledgers.addObject()
                        .put("name", ledger.name())
                        .put("layout", ledger.layout().name())
                        .put("file", ledger.file())
                        .put("entries", ledger.entries())
                        .put("sha256", ledger.sha256()));
        return json;
    }

    private static BackupContent content(Path path, JsonNode json) {
        if (!FORMAT.equals(json.path("format").asText())) {
            throw new HostException(path + " is no backup that this version knows: its format is '"
                    + json.path("format").asText() + "', not '" + FORMAT + "'");
        }
        try {
            List<LedgerContent> ledgers = new ArrayList<>();
            for (JsonNode ledger : json.path("ledgers")) {
                ledgers.add(new LedgerContent(
                        ledger.path("name").asText(),
                        KeyLayout.valueOf(ledger.path("layout").asText()),
                        ledger.path("file").asText(),
                        ledger.path("entries").asLong(),
                        ledger.path("sha256").asText()));
            }
            HostIdentity identity = new HostIdentity(
                    json.path("realm").asInt(), json.path("creator").asLong());
            return new BackupContent(json.path("madeAt").asText(), identity, ledgers);
        } catch (IllegalArgumentException | LedgerException e) {
            throw new HostException(path + " is a damaged backup: " + e.getMessage(), e);
        }
    }
}
