package io.ledgerstone.host.folder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Ledger names as folder names that every disk keeps apart: lower-case letters, digits, - and _; other bytes as %47. */
final class FolderName {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FolderName() {}

    static String of(String ledger) {
        StringBuilder name = new StringBuilder();
        for (byte part : ledger.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(part)) {
                name.append((char) part);
            } else {
                name.append('%').append(HEX.toHexDigits(part));
            }
        }
        return name.toString();
    }

    /** The ledger of a folder that {@link #of} named. */
    static String ledger(String folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < folder.length(); i++) {
            char c = folder.charAt(i);
            boolean escape = c == '%' && i + 2 < folder.length() && isHex(folder, i + 1) && isHex(folder, i + 2);
            bytes.write(escape ? HexFormat.fromHexDigits(folder, i + 1, i + 3) : c);
            i += escape ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at));
    }

    private static boolean isPlain(byte part) {
        return (part >= 'a' && part <= 'z') || (part >= '0' && part <= '9') || part == '-' || part == '_';
    }
}
