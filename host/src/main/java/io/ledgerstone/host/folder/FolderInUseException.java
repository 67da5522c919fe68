package io.ledgerstone.host.folder;

import io.ledgerstone.host.HostException;
import java.nio.file.Path;

/** Another process has the data folder open. */
public final class FolderInUseException extends HostException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder, String pid) {
        super("The data folder " + folder + " is open in process " + (pid.isBlank() ? "(unknown)" : pid)
                + ", which does not answer; wait for it to finish, or stop it");
    }
}
