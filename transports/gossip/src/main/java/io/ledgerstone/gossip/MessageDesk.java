package io.ledgerstone.gossip;

import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.Answer.Told;
import io.ledgerstone.gossip.protocol.Question;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.LedgerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Answers questions about the messages that a host has. Any thread; waits for the disk.
 *
 * @param messages the ledger of messages
 */
record MessageDesk(Ledger messages) {
    private static final int BYTES_MAX = 64 * 1024;
    private static final int MESSAGES_MAX = 500;
    private static final int ID_DIGITS_MIN = 7;

    Answer answer(Question question) {
        try {
            return switch (question) {
                case Question.Submit submit -> submit(submit.message());
                case Question.Query query -> find(query.id().toLowerCase(Locale.ROOT));
                case Question.Listing listing -> list(listing.skip());
                case Question.Census census -> new Answer.Refused("only the node itself can tell");
            };
        } catch (LedgerException e) {
            return new Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Answer submit(String text) {
        Entry entry = Mesh.durable(messages.append(Mesh.MESSAGE_TYPE, Map.of(Mesh.MESSAGE_TEXT, text)))
                .entry();
        return new Answer.Submitted(entry.id().toString());
    }

    private Answer find(String id) {
        if (id.length() < ID_DIGITS_MIN || !id.matches("[0-9a-f]{1,32}")) {
            return new Answer.Refused("'" + id + "' is no message id: give at least " + ID_DIGITS_MIN
                    + " of its 32 digits, which are 0-9 and a-f");
        }
        try (Stream<Entry> entries = messages.entries(Query.ALL.types(Mesh.MESSAGE_TYPE))) {
            return page(entries.filter(entry -> entry.id().toString().startsWith(id))
                    .iterator());
        }
    }

    private Answer list(int skip) {
        try (Stream<Entry> entries = messages.entries(Query.ALL.types(Mesh.MESSAGE_TYPE))) {
            return page(entries.skip(skip).iterator());
        }
    }

    /** As many as fit a frame. */
    private static Answer page(Iterator<Entry> entries) {
        List<Told> page = new ArrayList<>();
        int bytes = 0;
        while (entries.hasNext() && page.size() < MESSAGES_MAX) {
            Told told = told(entries.next());
            bytes += 3 * told.message().length() + 64;
            if (bytes > BYTES_MAX && !page.isEmpty()) {
                return new Answer.Messages(page, true);
            }
            page.add(told);
        }
        return new Answer.Messages(page, entries.hasNext());
    }

    private static Told told(Entry entry) {
        String text = Objects.requireNonNullElse(entry.fields().text(Mesh.MESSAGE_TEXT), "");
        return new Told(entry.id().toString(), text, entry.key().time());
    }
}
