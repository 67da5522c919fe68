package io.ledgerstone.addon.contract;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.List;

/** A host that remembers what addons asked of it. The ledger {@code classic} has keys without a realm; all others have one. */
public final class RecordingHost implements AddonHost {
    /** The type that this host refuses to append. */
    public static final String FORBIDDEN_TYPE = "forbidden";

    private final List<Submission> submissions = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** An entry that an addon submitted. */
    public record Submission(String ledger, String type, Value fields) {}

    @Override
    public KeyLayout layout(String ledger) {
        return ledger.equals("classic") ? KeyLayout.CLASSIC : KeyLayout.CROSS_REALM;
    }

    @Override
    public String submit(String ledger, String type, Fields fields) {
        if (type.equals(FORBIDDEN_TYPE)) {
            throw new AddonException("only officers may append entries of type forbidden");
        }
        submissions.add(new Submission(ledger, type, fields.toMapping()));
        return "1700000000-" + submissions.size() + "-3-7";
    }

    @Override
    public String ignore(String ledger, String keyText) {
        ignored.add(ledger + " " + keyText);
        return "1700000000--" + ignored.size() + "-3-7";
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    /** What was submitted, in order. */
    public List<Submission> submissions() {
        return submissions;
    }

    /** Ledger and key text of what was ignored, in order. */
    public List<String> ignored() {
        return ignored;
    }

    /** The log's lines, in order. */
    public List<String> lines() {
        return lines;
    }
}
