package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Malformed;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.util.Map;

/** How an addon packs messages: which prefix they have on the channel, and what is around them. */
public enum Envelope {
    /** Classic Loot Manager: {@code {_v = 1, _m = message}}, two prefixes, level 4. */
    CLASSIC_LOOT_MANAGER("CLMLedgerS3", "CLMLedgerD3") {
        @Override
        Table pack(Table message) {
            return Table.of(Map.of("_v", new Num(VERSION), "_m", message));
        }

        @Override
        AddonValue unpack(AddonValue value) {
            if (value instanceof Table table && table.get("_v") instanceof Num version && version.value() == VERSION) {
                return table.get("_m");
            }
            throw new MalformedException("this is no message of version 1 of Classic Loot Manager");
        }

        @Override
        DeflateLevel level(int bytes) {
            return DeflateLevel.FOUR;
        }
    },

    /** LedgerChat, and whoever just sends the message: nothing around it, one prefix, LibDeflate's own choice of level. */
    PLAIN("LedgerChat", "LedgerChat") {
        @Override
        Table pack(Table message) {
            return message;
        }

        @Override
        AddonValue unpack(AddonValue value) {
            return value;
        }

        @Override
        DeflateLevel level(int bytes) {
            return DeflateLevel.forSize(bytes);
        }
    };

    private static final int VERSION = 1;

    private final String prefix;
    private final String largePrefix;

    Envelope(String prefix, String largePrefix) {
        this.prefix = prefix;
        this.largePrefix = largePrefix;
    }

    abstract Table pack(Table message);

    abstract AddonValue unpack(AddonValue value);

    abstract DeflateLevel level(int bytes);

    /**
     * The prefix that messages have on the channel.
     *
     * @param large whether it is a message that {@link AddonOutput.Send} calls large
     */
    public String prefix(boolean large) {
        return large ? largePrefix : prefix;
    }

    /** The bytes of a message, as the channel carries them. */
    public byte[] seal(AddonMessage message) {
        byte[] serialized = SerializedWriter.write(pack(MessageTables.write(message)));
        return ChannelEscape.escape(Deflating.deflate(serialized, level(serialized.length)));
    }

    /** The message of bytes from the channel; {@link Malformed} if they are none or exceed {@link DialectLimits}. */
    public AddonMessage open(byte[] bytes) {
        if (bytes.length > DialectLimits.CHANNEL_BYTES_MAX) {
            return new Malformed("it has more than " + DialectLimits.CHANNEL_BYTES_MAX + " bytes");
        }
        try {
            byte[] serialized = Inflating.inflate(ChannelEscape.unescape(bytes));
            return MessageTables.read(unpack(SerializedReader.read(serialized)));
        } catch (MalformedException e) {
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }
}
