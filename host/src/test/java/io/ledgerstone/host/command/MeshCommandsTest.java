package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.host.command.Shell.Result;
import io.ledgerstone.host.control.ControlServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mesh's commands ask a host for, and how they print its answers. */
class MeshCommandsTest {
    @TempDir
    Path home;

    private final FakeMesh mesh = new FakeMesh();
    private Shell shell;
    private ControlServer server;

    @BeforeEach
    void start() {
        shell = new Shell(home);
        server = ControlServer.start(shell.data(), mesh);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String peer(String number, String name, String activity, String more) {
        return "{'peer':'" + number + "','name':'" + name + "','total':0,'heardMsAgo':3200,'activity':'" + activity
                + "','received':0,'delivered':0,'refused':0,'malformed':0,'replayed':0,'collisions':0,'brokenPromises':0,"
                + more + "}";
    }

    private static String peers(String peers, String states) {
        return "{'ledgers':[{'name':'guild','entries':577,'peers':[" + peers + "],'states':[" + states + "]},"
                + "{'name':'messages','entries':1,'peers':[],'states':[]}]}";
    }

    @Test
    void verdictsAreWords() {
        mesh.answering(
                "peers",
                peers(
                        String.join(
                                ",",
                                peer("2", "anna", "quiet", "'standing':'same','exact':true"),
                                peer(
                                        "3",
                                        "bob",
                                        "comparing",
                                        "'standing':'behind','behind':12,'ahead':0,'exact':false"),
                                peer(
                                        "4",
                                        "eve",
                                        "quiet",
                                        "'standing':'ahead','behind':0,'ahead':3,'exact':true,'forged':4"),
                                peer(
                                        "5",
                                        "kim",
                                        "waiting",
                                        "'standing':'differs','behind':12,'ahead':3,'exact':true,'weeks':[2811,2812]"),
                                "{'peer':'6','standing':'unknown','activity':'quiet','heardMsAgo':null}"),
                        "{'peer':'2','addon':'Points','verdict':'agrees','entries':577}"));
        Result shown = shell.run("peers").succeeds();
        assertThat(shown.out())
                .contains("guild: 577 entries here", "messages: 1 entry here", "no peer is linked now")
                .containsPattern("2 +anna +same +3 s ago +quiet")
                .containsPattern("3 +bob +behind by about 12 +3 s ago +comparing")
                .containsPattern("4 +eve +ahead by 3 +3 s ago +quiet +4 forged")
                .containsPattern("5 +kim +differs in weeks 2811, 2812 \\(12 there, 3 here\\) +3 s ago +waiting")
                .containsPattern("6 +not heard of yet +never")
                .contains("Points and peer 2: state agrees after 577 entries");
        assertThat(shell.run("peers", "--ledger", "messages").succeeds().out()).isEqualTo("""
                messages: 1 entry here
                  no peer is linked now
                """);
        assertThat(shell.run("peers", "--ledger", "gild").err()).contains("it shares guild, messages");
    }

    @Test
    void differenceThatNobodyWorksOnIsNotRight() {
        mesh.answering("peers", peers(peer("2", "a", "quiet", "'standing':'behind','behind':1,'exact':true"), ""));
        assertThat(shell.run("peers").code()).isEqualTo(ExitCode.NOT_RIGHT);
        mesh.answering("peers", peers(peer("2", "a", "other ledger", "'standing':'unknown'"), ""));
        assertThat(shell.run("peers").code()).isEqualTo(ExitCode.NOT_RIGHT);
        mesh.answering("peers", peers(peer("2", "a", "quiet", "'standing':'same','exact':true"), ""));
        assertThat(shell.run("peers", "--json").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void addonWhoseStatesDifferIsNotRightAndItsReportIsNamed() {
        mesh.answering(
                "peers",
                peers(
                        peer("2", "a", "quiet", "'standing':'same','exact':true"),
                        "{'peer':'2','addon':'Points','verdict':'differs','entries':577,'position':137,'key':'1700-0-1-9',"
                                + "'report':'data/r.txt'}"));
        Result shown = shell.run("peers");
        assertThat(shown.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(shown.out())
                .contains(
                        "Points and peer 2: STATE DIFFERS since entry 137, 1700-0-1-9; both states, path by path: data/r.txt");
    }

    @Test
    void messageIsSubmittedFoundAndListed() {
        mesh.answering("mesh-submit", "{'node':1,'id':'1f3a9c0d'}")
                .answering(
                        "mesh-query",
                        "{'node':5,'id':'1f3a9c0d','found':true,'message':'Apple','time':1700000000,'from':'3'}")
                .answering(
                        "mesh-list",
                        "{'node':4,'messages':[{'id':'1f3a','time':1700000000,'message':'Apple'}],'more':true}");
        assertThat(shell.run("mesh", "submit", "--id", "1", "--message", "Apple")
                        .succeeds()
                        .out())
                .isEqualTo("1f3a9c0d\n");
        assertThat(mesh.asked("mesh-submit")).isEqualTo("{'node':1,'message':'Apple'}");
        Result found =
                shell.run("mesh", "query", "--id", "5", "--msg-id", "1f3a9c0").succeeds();
        assertThat(found.out()).isEqualTo("Apple\n");
        assertThat(found.err()).contains("submitted 2023-11-14T22:13:20Z; came from 3");
        assertThat(mesh.asked("mesh-query")).isEqualTo("{'node':5,'id':'1f3a9c0'}");
        Result list = shell.run("mesh", "list", "--id").succeeds();
        assertThat(list.out()).contains("1f3a", "2023-11-14 22:13", "Apple");
        assertThat(list.err()).contains("There are more");
        assertThat(mesh.asked("mesh-list")).isEqualTo("{}");
        mesh.answering("mesh-query", "{'node':5,'id':'77','found':false}");
        assertThat(shell.run("mesh", "query", "--msg-id", "7777777").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void statusTellsOfLinksSpreadAndTroubles() {
        mesh.answering(
                "mesh-status",
                "{'node':5,'name':'anna','group':'1234','insecure':true,'address':'127.0.0.1:4701','mode':'flood','neighbours':["
                        + "{'peer':'2','name':'bob','address':'127.0.0.1:4702','upMs':61000,'framesIn':10,'bytesIn':1000,"
                        + "'framesOut':11,'bytesOut':1100,'duplicates':2}],'known':[{'node':2,'address':'a'},{'node':3}],"
                        + "'ledgers':[{'name':'messages','originated':1,'gossiped':2,'synced':3,'duplicates':4}],"
                        + "'propagation':{'count':2,'p50Ms':3,'p90Ms':4,'p99Ms':5,'maxMs':6},'hops':[1,0,1],"
                        + "'refused':{'forged':2,'stale':0},'offences':[{'peer':'2','offence':'malformed frame','count':7}]}");
        assertThat(shell.run("mesh", "status").succeeds().out())
                .contains(
                        "INSECURE",
                        "Node 5 (anna) of group 1234, listens on 127.0.0.1:4701; messages spread by flooding.")
                .containsPattern("2 +bob +127.0.0.1:4702 +1 min +10 +11 +1000 +1100 +2")
                .contains("Known nodes: 2, 3", "half within 3 ms", "1 over 1 hop, 1 over 3 hops")
                .contains("Refused entries: 2 forged\n", "Peer 2: malformed frame, 7 times");
    }

    @Test
    void inviteSaysWhatTheOtherSideHasToDoAndWarnsOfALoopbackAddress() {
        mesh.answering(
                "invite",
                "{'text':'LS1-abc','role':'officer','expires':1700000000,'founded':true,'founder':'ab12',"
                        + "'address':'127.0.0.1:4701'}");
        Result shown = shell.run("invite", "--role", "officer", "--name", "bob", "--hours", "5")
                .succeeds();
        assertThat(shown.out()).isEqualTo("LS1-abc\n");
        assertThat(shown.err())
                .contains(
                        "new group", "ab12", "ledgerstone join TEXT", "before 2023-11-14 22:13 UTC", "THE ADDRESS IS");
        assertThat(mesh.asked("invite")).isEqualTo("{'role':'officer','hours':5,'name':'bob'}");
        assertThat(InviteCommand.isLoopback("guild.example.org:4701")).isFalse();
        assertThat(shell.run("invite", "--role", "king").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void joiningRosterAndRevokingAreToldInSentences() {
        mesh.answering(
                        "join",
                        "{'group':'guild','node':7,'name':'bob','role':'member','founder':'ab12','running':false}")
                .answering(
                        "roster",
                        "{'group':'g','founder':'ab12','self':'cd34','devices':[{'name':'anna','node':1,'role':'founder',"
                                + "'key':'ab12','status':'active','admittedBy':null,'reason':null},{'name':'bob','node':7,"
                                + "'role':'member','key':'cd34','status':'revoked','admittedBy':'anna','reason':'stolen'}],"
                                + "'invitations':[{'name':'kim','role':'member','expires':1700000000,'used':false}],"
                                + "'withoutEffect':['a device by nobody']}")
                .answering("revoke", "{'name':'bob','node':7,'key':'cd34'}");
        assertThat(shell.run("join", " LS1-abc ").succeeds().out())
                .contains("in the group guild as bob, node 7, with the role member");
        assertThat(mesh.asked("join")).isEqualTo("{'invite':'LS1-abc'}");
        assertThat(shell.run("roster").succeeds().out())
                .containsPattern("1 +anna +founder +active +ab12")
                .containsPattern("7 +bob +member +revoked: stolen +anna +cd34 +this device")
                .containsPattern("kim +member +no +2023-11-14 22:13")
                .contains("Without effect: a device by nobody");
        assertThat(shell.run("revoke", "bob", "--reason", "stolen").succeeds().out())
                .contains("bob, node 7, is revoked");
        assertThat(mesh.asked("revoke")).isEqualTo("{'device':'bob','reason':'stolen'}");
    }
}
