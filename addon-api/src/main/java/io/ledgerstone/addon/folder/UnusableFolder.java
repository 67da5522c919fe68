package io.ledgerstone.addon.folder;

/** Ends the reading of a folder early; {@link AddonFolder} turns it into {@link FolderOutcome.UnreadableAddon}. */
final class UnusableFolder extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFolder(String problem) {
        super(problem, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
