package io.ledgerstone.host.config;

import java.util.List;

/** Every setting there is, in the order of the documented file. */
public final class Settings {
    /** The data folder. */
    public static final Setting<String> DATA = Setting.text(
            "data",
            "data",
            "The folder that keeps the ledgers. A path that is not absolute starts at the folder of this file. One process at a"
                    + " time opens it; commands talk to the host that has it open.");

    /** The folders of addons. */
    public static final Setting<List<String>> PLUGINS = Setting.texts(
            "plugins",
            List.of("plugins"),
            "The folders that addons are dropped into, one folder an addon. If two have one of the same name, the first counts.");

    /** Addons to run, all if empty. */
    public static final Setting<List<String>> ADDONS_ENABLED = Setting.texts(
            "addons.enabled", List.of(), "The addons to run, by name. Empty means every addon that is found.");

    /** Addons not to run. */
    public static final Setting<List<String>> ADDONS_DISABLED =
            Setting.texts("addons.disabled", List.of(), "Addons that do not run, even if they are enabled above.");

    /** Steps of one handler. */
    public static final Setting<Long> ADDONS_STEPS = Setting.integer(
            "addons.steps-per-call-max",
            10_000,
            10_000_000_000L,
            10_000_000,
            "How many steps (loop turns and calls in Lua, statements in JavaScript) one handler, view, command or file may take."
                    + " Every member of a guild needs the same number here, or a handler may stop on one host and not on another.");

    /** Functions inside one another. */
    public static final Setting<Long> ADDONS_DEPTH = Setting.integer(
            "addons.depth-max",
            20,
            1000,
            180,
            "How deep functions of an addon may call one another. As above, the same for all members.");

    /** The longest text. */
    public static final Setting<Long> ADDONS_TEXT_BYTES = Setting.integer(
            "addons.text-bytes-max",
            64 * 1024,
            1024 * 1024 * 1024,
            16 * 1024 * 1024,
            "How long one text in an addon may become, in bytes (Lua) or characters (JavaScript).");

    /** Kept log lines. */
    public static final Setting<Long> ADDONS_LOG_LINES = Setting.integer(
            "addons.log-lines-max",
            10,
            100_000,
            500,
            "How many of its latest log lines the host keeps for each addon.");

    /** Calls that wait for an addon. */
    public static final Setting<Long> ADDONS_QUEUE = Setting.integer(
            "addons.queue-max",
            10,
            100_000,
            1000,
            "How many views and commands may wait for one addon before more of them are turned away.");

    /** The ledger that is meant if none is named. */
    public static final Setting<String> LEDGER_NAME = Setting.text(
            "ledger.name",
            "guild",
            "The ledger that import means if none is named. All members of a guild must use the same name: every entry's id is made"
                    + " with it.");

    /** Key layout of new ledgers. */
    public static final Setting<String> LEDGER_LAYOUT = Setting.oneOf(
            "ledger.layout",
            List.of("cross-realm", "classic"),
            "cross-realm",
            "What the keys of new ledgers are made of. Imported ledgers keep the layout of their file.");

    /** This host's creator number. */
    public static final Setting<Long> LEDGER_CREATOR = Setting.optionalInteger(
            "ledger.creator",
            0,
            0xFFFF_FFFFL,
            "Who makes the entries of this host: the integer part of a character's GUID. Without it a number is drawn once and kept"
                    + " in the data folder.");

    /** This host's realm number. */
    public static final Setting<Long> LEDGER_REALM = Setting.integer(
            "ledger.realm", 0, 0xFFFF, 0, "The realm of that character. Ledgers of layout classic do without.");

    /** Entries of one batch. */
    public static final Setting<Long> REPLAY_BATCH = Setting.integer(
            "replay.batch-entries",
            1,
            4096,
            1024,
            "How many entries an addon is handed before it may answer a view. Results never depend on it.");

    /** The pause between batches. */
    public static final Setting<Long> REPLAY_INTERVAL_MS = Setting.integer(
            "replay.interval-ms",
            0,
            60_000,
            0,
            "How long to rest between two batches, in milliseconds, to leave the machine to the game.");

    /** When entries go from memory to tables. */
    public static final Setting<Long> STORE_CHECKPOINT = Setting.integer(
            "store.checkpoint-bytes",
            64 * 1024,
            1024 * 1024 * 1024,
            16 * 1024 * 1024,
            "How many bytes of new entries are held in memory before they are written to tables. More means more memory and a"
                    + " longer start after a crash.");

    /** Whether this host takes part in a mesh. */
    public static final Setting<String> MESH_MODE = Setting.oneOf(
            "mesh.mode",
            List.of("group", "insecure", "off"),
            "group",
            "Whether this host is linked to others. With group it is once it has invited somebody or has joined. insecure is for"
                    + " experiments on one computer: no keys, no seals, anybody may write anything.");

    /** Where this host listens. */
    public static final Setting<String> MESH_LISTEN = Setting.text(
            "mesh.listen",
            "127.0.0.1:4701",
            "Where this host listens for others, as address:port. 0.0.0.0:4701 listens on every network; port 0 takes a free one.");

    /** Where others dial this host. */
    public static final Setting<String> MESH_ADDRESS = Setting.optionalText(
            "mesh.address",
            "guild.example.org:4701",
            "Where others can dial this host, as name:port, if that is not where it listens. It goes into invites.");

    /** Whom to begin with. */
    public static final Setting<List<String>> MESH_SEEDS = Setting.texts(
            "mesh.seeds",
            List.of(),
            "Addresses of hosts to dial at first, and again for as long as this host has too few neighbours. Those of the invite"
                    + " are known already.");

    /** A static graph. */
    public static final Setting<List<String>> MESH_NEIGHBOURS = Setting.texts(
            "mesh.neighbours",
            List.of(),
            "Addresses of the only neighbours this host shall dial, for a graph drawn by hand. Empty means that it finds its"
                    + " neighbours itself.");

    /** How many neighbours. */
    public static final Setting<Long> MESH_NEIGHBOURS_MAX = Setting.integer(
            "mesh.neighbours-max",
            1,
            16,
            3,
            "How many neighbours a host has in a mesh of up to 32; in larger ones it has 12.");

    /** The node's number. */
    public static final Setting<Long> MESH_NODE = Setting.integer(
            "mesh.node",
            1,
            1_000_000,
            1,
            "This host's number in an insecure mesh, unlike all others'. In a group the roster numbers the hosts.");

    /** The device's name. */
    public static final Setting<String> MESH_NAME = Setting.optionalText(
            "mesh.name", "anna-laptop", "What this device is called in the roster; without it, the computer's name.");

    /** The ledgers that are shared. */
    public static final Setting<List<String>> MESH_LEDGERS = Setting.texts(
            "mesh.ledgers",
            List.of(),
            "The ledgers to share, by name. Empty means all; ledgers that others share are made here then.");

    /** The log's level. */
    public static final Setting<String> LOG_LEVEL = Setting.oneOf(
            "log.level",
            List.of("error", "warn", "info", "debug", "trace"),
            "warn",
            "How much the host says about itself on its error output.");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(
            DATA,
            PLUGINS,
            ADDONS_ENABLED,
            ADDONS_DISABLED,
            ADDONS_STEPS,
            ADDONS_DEPTH,
            ADDONS_TEXT_BYTES,
            ADDONS_LOG_LINES,
            ADDONS_QUEUE,
            LEDGER_NAME,
            LEDGER_LAYOUT,
            LEDGER_CREATOR,
            LEDGER_REALM,
            MESH_MODE,
            MESH_LISTEN,
            MESH_ADDRESS,
            MESH_SEEDS,
            MESH_NEIGHBOURS,
            MESH_NEIGHBOURS_MAX,
            MESH_NODE,
            MESH_NAME,
            MESH_LEDGERS,
            REPLAY_BATCH,
            REPLAY_INTERVAL_MS,
            STORE_CHECKPOINT,
            LOG_LEVEL);

    private Settings() {}
}
