package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Appended;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the host lets one addon do. */
final class GrantedHost implements AddonHost {
    private final Ledgers ledgers;
    private final Source source;
    private final AddonLog log;
    private final Map<String, KeyLayout> layouts = new ConcurrentHashMap<>();

    GrantedHost(String addon, Ledgers ledgers, AddonLog log) {
        this.ledgers = ledgers;
        this.source = new Source(Source.Kind.ADDON, addon);
        this.log = log;
    }

    @Override
    public KeyLayout layout(String ledger) {
        KeyLayout layout = granted(() -> {
            EntryCodec checked = new EntryCodec(ledger, ledgers.layoutOfNew());
            return ledgers.find(ledger).map(Ledger::layout).orElse(checked.layout());
        });
        layouts.put(ledger, layout);
        return layout;
    }

    /** Whether the addon was told this layout, or never asked. */
    boolean agreesWith(Ledger ledger) {
        return layouts.getOrDefault(ledger.name(), ledger.layout()) == ledger.layout();
    }

    @Override
    public String submit(String ledger, String type, Fields fields) {
        return granted(() -> {
            Ledger target = ledgers.findOrMake(ledger, ledgers.layoutOfNew());
            return keyOf(target.append(type, fields, source), target);
        });
    }

    @Override
    public String ignore(String ledger, String keyText) {
        return granted(() -> {
            Ledger target = ledgers.get(ledger);
            return keyOf(target.ignore(Key.parse(keyText, target.layout()), source), target);
        });
    }

    private static String keyOf(CompletableFuture<Appended> appended, Ledger ledger) {
        return appended.join().entry().key().text(ledger.layout());
    }

    private static <T> T granted(Supplier<T> request) {
        try {
            return request.get();
        } catch (LedgerException | HostException e) {
            throw new AddonException(String.valueOf(e.getMessage()), e);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new AddonException(String.valueOf(cause.getMessage()), e);
        }
    }

    @Override
    public void log(String line) {
        log.add(line);
    }
}
