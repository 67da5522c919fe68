package io.ledgerstone.addon.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads texts from inside one folder, within bounds, and says of each that cannot be read why. */
final class FolderReader {
    private static final int UTF8_MARK_BYTES = 3;

    private final Path root;
    private int bytesLeft;

    /** A reader of a folder whose real path this is, for at most so many bytes. */
    FolderReader(Path root, int bytesMax) {
        this.root = root;
        this.bytesLeft = bytesMax;
    }

    /** The text of a file of at most so many bytes, without its byte order mark. */
    String text(String name, int bytesMax) throws UnusableFolder {
        byte[] bytes;
        try {
            Path file = root.resolve(name).toRealPath();
            if (!file.startsWith(root)) {
                throw new UnusableFolder(name + " is a link to a file outside the addon's folder, which is not read");
            }
            if (!Files.isRegularFile(file)) {
                throw new UnusableFolder(name + " is no file");
            }
            bytes = bytes(file, Math.min(bytesMax, bytesLeft));
        } catch (NoSuchFileException e) {
            throw new UnusableFolder("there is no file " + name + hint(name));
        } catch (AccessDeniedException e) {
            throw new UnusableFolder(name + " may not be read; change its permissions");
        } catch (InvalidPathException e) {
            throw new UnusableFolder("'" + name + "' cannot be the name of a file here");
        } catch (IOException e) {
            throw new UnusableFolder(name + " cannot be read: " + e.getMessage());
        }
        if (bytes.length > bytesMax) {
            throw new UnusableFolder(name + " has more than " + bytesMax / 1024 + " KiB; split it");
        }
        if (bytes.length > bytesLeft) {
            throw new UnusableFolder("its files are too large together; they end being read at " + name);
        }
        bytesLeft -= bytes.length;
        return decode(name, bytes);
    }

    /** At most one byte more than the bound, so that the caller sees a file that is too large. */
    private static byte[] bytes(Path file, int bytesMax) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytesMax + 1);
        }
    }

    /** Whether there is such a file or folder. */
    boolean has(String name) {
        return Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The names of the files right in a folder of this one, in natural order; none if it does not exist. */
    List<String> files(String inside, int countMax) throws UnusableFolder {
        Path folder = root.resolve(inside);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<String> names = children.filter(Files::isRegularFile)
                    .map(child -> child.getFileName().toString())
                    .limit(countMax + 1L)
                    .sorted(NaturalOrder.ORDER)
                    .toList();
            if (names.size() > countMax) {
                throw new UnusableFolder(
                        "there are more than " + countMax + " files" + (inside.isEmpty() ? "" : " in " + inside));
            }
            return names;
        } catch (IOException e) {
            throw new UnusableFolder(
                    (inside.isEmpty() ? "the folder" : inside) + " cannot be listed: " + e.getMessage());
        }
    }

    /** Names what the author may have meant: game clients on Windows do not tell capital letters apart. */
    private String hint(String name) {
        Path folder = root.resolve(name).normalize().getParent();
        if (folder == null || !folder.startsWith(root) || !Files.isDirectory(folder)) {
            return "";
        }
        String wanted = String.valueOf(root.resolve(name).getFileName());
        try (Stream<Path> children = Files.list(folder)) {
            Optional<String> near = children.map(child -> child.getFileName().toString())
                    .filter(wanted::equalsIgnoreCase)
                    .sorted()
                    .findFirst();
            return near.map(file -> "; there is " + file + ", and capital letters count")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String decode(String name, byte[] bytes) throws UnusableFolder {
        if (bytes.length >= 2 && (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))) {
            throw new UnusableFolder(name + " is saved as UTF-16; save it as UTF-8");
        }
        int from = startsWith(bytes, 0xef, 0xbb, 0xbf) ? UTF8_MARK_BYTES : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            long line = 1 + out.flip().chars().filter(c -> c == '\n').count();
            throw new UnusableFolder(name + ", line " + line + ": not valid UTF-8; save the file as UTF-8");
        }
        return out.flip().toString();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
