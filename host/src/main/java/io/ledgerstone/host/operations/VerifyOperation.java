package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.addon.Registrations;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.addons.AddonStatus;
import io.ledgerstone.host.addons.Addons;
import io.ledgerstone.host.addons.Addons.Twin;
import io.ledgerstone.host.addons.Answer;
import io.ledgerstone.host.addons.FoundAddon;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Verification;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.LedgerException;

/**
 * Reads everything once more: the journal of each ledger against its tables, ids and hashes; and each addon's state against that
 * of a second replay from the first entry.
 */
final class VerifyOperation {
    private static final int TRIES_MAX = 5;

    private final Ledgers ledgers;
    private final Addons addons;
    private final AddonOperations asking;

    VerifyOperation(Ledgers ledgers, Addons addons, AddonOperations asking) {
        this.ledgers = ledgers;
        this.addons = addons;
        this.asking = asking;
    }

    ObjectNode perform(Parameters parameters, Progress progress) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        boolean ok = true;
        ArrayNode checked = result.putArray("ledgers");
        Ledgers.All all = ledgers.all();
        all.unreadable().forEach((name, reason) -> checked.add(LedgerOperations.unreadable(name, reason)));
        ok &= all.unreadable().isEmpty();
        for (Ledger ledger : all.readable()) {
            progress.at("reading " + ledger.name(), 0, 0);
            Verification verification = ledger.verify();
            ObjectNode json = checked.addObject()
                    .put("name", ledger.name())
                    .put("entries", verification.entries())
                    .put("weeks", verification.weeks());
            ArrayNode problems = json.putArray("problems");
            verification.problems().forEach(problems::add);
            ok &= verification.problems().isEmpty();
        }
        ArrayNode states = result.putArray("states");
        addons.startAll();
        for (FoundAddon found : addons.found()) {
            ok &= !addons.isStarted(found.name()) || verifyAddon(found.name(), states, progress);
        }
        return result.put("ok", ok);
    }

    private boolean verifyAddon(String addon, ArrayNode states, Progress progress) {
        try {
            return verifyStates(addon, states, progress);
        } catch (HostException | LedgerException e) {
            states.addObject().put("addon", addon).put("same", false).put("problem", e.getMessage());
            return false;
        }
    }

    private boolean verifyStates(String addon, ArrayNode states, Progress progress) {
        AddonStatus status = asking.wait(addons.catchUp(addon), addon, progress);
        Registrations registrations = status.registrations();
        if (registrations == null) {
            states.addObject().put("addon", addon).put("same", false).put("problem", status.problem());
            return false;
        }
        boolean same = true;
        try (Twin twin = addons.twin(addon)) {
            for (String ledger : registrations.ledgers().keySet()) {
                same &= verifyState(addon, ledger, twin, states, progress);
            }
        }
        return same;
    }

    /** Compares both states after the same entries; while entries keep coming in, several times over. */
    private boolean verifyState(String addon, String ledger, Twin twin, ArrayNode states, Progress progress) {
        ObjectNode row = states.addObject().put("addon", addon).put("ledger", ledger);
        try {
            for (int tries = 1; ; tries++) {
                Answer second = asking.wait(twin.state(ledger), addon, progress);
                Answer first = asking.wait(addons.state(addon, ledger), addon, progress);
                if (!first.isAfterTheSameEntriesAs(second) && tries < TRIES_MAX) {
                    continue;
                }
                String firstDigest = StateDigest.of(AddonOperations.returned(addon, first));
                String secondDigest = StateDigest.of(AddonOperations.returned(addon, second));
                boolean comparable = first.isAfterTheSameEntriesAs(second);
                row.put("digest", firstDigest)
                        .put("secondDigest", secondDigest)
                        .put("same", firstDigest.equals(secondDigest))
                        .put(
                                "problem",
                                comparable || first.stoppedAt() != null
                                        ? first.stoppedAt()
                                        : "entries kept coming in, so nothing could be compared; verify again");
                return comparable && firstDigest.equals(secondDigest) && first.stoppedAt() == null;
            }
        } catch (HostException | LedgerException e) {
            row.put("same", false).put("problem", e.getMessage());
            return false;
        }
    }
}
