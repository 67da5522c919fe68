package io.ledgerstone.architecture;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine made for the launcher: a home with one source file, a PATH that holds the shell's tools and nothing else, and JDKs
 * and Mavens that are scripts. What the made Java was called with comes out on its standard output.
 */
final class LauncherBed {
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "date",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sh",
            "sleep",
            "tail",
            "touch");

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    /** What a launch came to. */
    record Outcome(int exitCode, String out, String err) {}

    LauncherBed(Path given) throws IOException {
        folder = given.toRealPath();
        home = Files.createDirectories(folder.resolve("a home"));
        Files.copy(Sources.root().resolve("ledgerstone"), home.resolve("ledgerstone"));
        write(home.resolve("pom.xml"), "<project/>");
        write(home.resolve("ledger-core/pom.xml"), "<project/>");
        write(home.resolve("ledger-core/src/main/java/Entry.java"), "class Entry {}");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "exec " + find(tool) + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.toString());
        environment.put("LEDGERSTONE_JDK_FOLDERS", folder.resolve("jdks").toString());
    }

    Path home() {
        return home;
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Puts a folder in front of the PATH. */
    void path(Path bin) {
        environment.merge("PATH", bin.toString(), (tools, added) -> added + File.pathSeparator + tools);
    }

    /** Makes a JDK of this version, whose Java prints what it was called with and makes the archive it is asked for. */
    Path jdk(String place, String version) throws IOException {
        Path jdk = folder.resolve(place);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Made\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), """
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-20' >&2; exit; fi
                for word; do case $word in -XX:ArchiveClassesAtExit=*) echo archive > "${word#*=}" ;; esac; done
                echo "$*"
                """.formatted(version));
        script(jdk.resolve("bin/javac"), "exit 0");
        return jdk;
    }

    /** Makes a Maven that runs this script, first on the PATH. */
    Path maven(String script) throws IOException {
        Path bin = folder.resolve("maven/bin");
        Path maven = bin.resolve("mvn");
        script(maven, script);
        path(bin);
        return maven;
    }

    /** What the made Maven noted down, a line a build. */
    String calls() throws IOException {
        return Files.readString(folder.resolve("calls"));
    }

    Outcome launch(String... arguments) throws IOException, InterruptedException {
        return launchAs(home.resolve("ledgerstone"), arguments);
    }

    Outcome launchAs(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }

    private static Path find(String tool) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path candidate = Path.of(folder, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no " + tool + " on the PATH");
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
