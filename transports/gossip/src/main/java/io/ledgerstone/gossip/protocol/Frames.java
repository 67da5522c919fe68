package io.ledgerstone.gossip.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ledgerstone.gossip.wire.Alive;
import io.ledgerstone.gossip.wire.Bye;
import io.ledgerstone.gossip.wire.Census;
import io.ledgerstone.gossip.wire.Counted;
import io.ledgerstone.gossip.wire.Found;
import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Graft;
import io.ledgerstone.gossip.wire.Hello;
import io.ledgerstone.gossip.wire.LedgerName;
import io.ledgerstone.gossip.wire.Message;
import io.ledgerstone.gossip.wire.Neighbour;
import io.ledgerstone.gossip.wire.Prune;
import io.ledgerstone.gossip.wire.Query;
import io.ledgerstone.gossip.wire.Request;
import io.ledgerstone.gossip.wire.Response;
import io.ledgerstone.gossip.wire.Shuffle;
import io.ledgerstone.gossip.wire.State;
import io.ledgerstone.gossip.wire.Submit;
import io.ledgerstone.gossip.wire.Submitted;
import io.ledgerstone.gossip.wire.Sync;
import io.ledgerstone.gossip.wire.Want;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes frames of what a node has to say, and reads those of others. */
final class Frames {
    /** What a frame may have, so that every transport takes it. */
    static final int BYTES_MAX = 96 * 1024;

    /** What entries of one frame may have together; the largest one with its seal fits. */
    static final int ENTRIES_BYTES_MAX = 48 * 1024;

    /** How many ids may be told of, or asked for, at once. */
    static final int IDS_MAX = 1024;

    private static final int ID_BYTES = 16;

    private Frames() {}

    /** The frame of these bytes, or null if they are none. */
    static @Nullable Frame read(byte[] bytes) {
        try {
            return bytes.length > BYTES_MAX ? null : Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    static Frame hello(MeshSettings settings, Collection<LedgerPart> ledgers) {
        Hello.Builder hello = Hello.newBuilder()
                .setNode(settings.node())
                .setName(settings.name())
                .setAddress(settings.address().get());
        ledgers.forEach(part -> hello.addLedgers(
                LedgerName.newBuilder().setName(part.name).setLayout(part.layout == KeyLayout.CLASSIC ? 0 : 1)));
        return Frame.newBuilder().setHello(hello).build();
    }

    // ---------------------------------------------------------------------------------------------------- contacts

    static Contact contact(io.ledgerstone.gossip.wire.Contact contact) {
        return new Contact(contact.getNode(), contact.getAddress());
    }

    private static io.ledgerstone.gossip.wire.Contact contact(Contact contact) {
        return io.ledgerstone.gossip.wire.Contact.newBuilder()
                .setNode(contact.node())
                .setAddress(contact.address())
                .build();
    }

    private static List<io.ledgerstone.gossip.wire.Contact> contacts(Collection<Contact> contacts) {
        return contacts.stream().map(Frames::contact).toList();
    }

    /** A question or an answer about being neighbours; the first so many of the others look for neighbours too. */
    static Frame neighbour(Neighbour.Kind kind, Collection<Contact> others, int looking) {
        return Frame.newBuilder()
                .setNeighbour(Neighbour.newBuilder()
                        .setKind(kind)
                        .addAllOthers(contacts(others))
                        .setLooking(looking))
                .build();
    }

    static Frame bye(String reason, Collection<Contact> others) {
        return Frame.newBuilder()
                .setBye(Bye.newBuilder().setReason(reason).addAllOthers(contacts(others)))
                .build();
    }

    static Frame shuffle(Collection<Contact> mine, boolean answer) {
        return Frame.newBuilder()
                .setShuffle(Shuffle.newBuilder().addAllContacts(contacts(mine)).setAnswer(answer))
                .build();
    }

    // ----------------------------------------------------------------------------------------------------- entries

    static ByteString ids(Collection<EntryId> ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * ID_BYTES);
        ids.forEach(id -> bytes.putLong(id.high()).putLong(id.low()));
        return ByteString.copyFrom(bytes.flip());
    }

    /** The ids that were written; null if they are too many, or none. */
    static @Nullable List<EntryId> ids(ByteString bytes) {
        if (bytes.isEmpty() || bytes.size() % ID_BYTES != 0 || bytes.size() > IDS_MAX * ID_BYTES) {
            return null;
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        List<EntryId> ids = new ArrayList<>();
        while (buffer.hasRemaining()) {
            ids.add(new EntryId(buffer.getLong(), buffer.getLong()));
        }
        return ids;
    }

    static Frame want(String ledger, Collection<EntryId> ids) {
        return Frame.newBuilder()
                .setWant(Want.newBuilder().setLedger(ledger).setIds(ids(ids)))
                .build();
    }

    static Frame graft() {
        return Frame.newBuilder().setGraft(Graft.getDefaultInstance()).build();
    }

    static Frame prune() {
        return Frame.newBuilder().setPrune(Prune.getDefaultInstance()).build();
    }

    static Frame alive() {
        return Frame.newBuilder().setAlive(Alive.getDefaultInstance()).build();
    }

    static Frame sync(String ledger, byte[] frame) {
        return Frame.newBuilder()
                .setSync(Sync.newBuilder().setLedger(ledger).setFrame(ByteString.copyFrom(frame)))
                .build();
    }

    static Frame state(String ledger, byte[] frame) {
        return Frame.newBuilder()
                .setState(State.newBuilder().setLedger(ledger).setFrame(ByteString.copyFrom(frame)))
                .build();
    }

    // --------------------------------------------------------------------------------------------------- questions

    static Frame request(long number, Question question) {
        Request.Builder request = Request.newBuilder().setNumber(number);
        switch (question) {
            case Question.Submit submit -> request.setSubmit(Submit.newBuilder().setMessage(submit.message()));
            case Question.Query query -> request.setQuery(Query.newBuilder().setId(query.id()));
            case Question.Listing listing ->
                request.setList(io.ledgerstone.gossip.wire.List.newBuilder().setSkip(listing.skip()));
            case Question.Census census -> request.setCensus(Census.getDefaultInstance());
        }
        return Frame.newBuilder().setRequest(request).build();
    }

    static @Nullable Question question(Request request) {
        return switch (request.getWhatCase()) {
            case SUBMIT -> new Question.Submit(request.getSubmit().getMessage());
            case QUERY -> new Question.Query(request.getQuery().getId());
            case LIST -> new Question.Listing(Math.max(0, request.getList().getSkip()));
            case CENSUS -> new Question.Census();
            case WHAT_NOT_SET -> null;
        };
    }

    static Frame response(long number, Answer answer) {
        Response.Builder response = Response.newBuilder().setNumber(number);
        switch (answer) {
            case Answer.Submitted submitted ->
                response.setSubmitted(Submitted.newBuilder().setId(submitted.id()));
            case Answer.Messages messages -> {
                Found.Builder found = Found.newBuilder().setMore(messages.more());
                messages.messages()
                        .forEach(told -> found.addMessages(Message.newBuilder()
                                .setId(told.id())
                                .setMessage(told.message())
                                .setTime((int) told.time())));
                response.setFound(found);
            }
            case Answer.Counted counted ->
                response.setCounted(Counted.newBuilder()
                        .setNode(counted.node())
                        .setName(counted.name())
                        .addAllNeighbours(counted.neighbours())
                        .addAllKnown(contacts(counted.known())));
            case Answer.Refused refused -> response.setProblem(refused.reason());
        }
        return Frame.newBuilder().setResponse(response).build();
    }

    static Answer answer(Response response) {
        if (!response.getProblem().isEmpty()) {
            return new Answer.Refused(response.getProblem());
        }
        return switch (response.getWhatCase()) {
            case SUBMITTED -> new Answer.Submitted(response.getSubmitted().getId());
            case FOUND ->
                new Answer.Messages(
                        response.getFound().getMessagesList().stream()
                                .map(message -> new Answer.Told(
                                        message.getId(),
                                        message.getMessage(),
                                        Integer.toUnsignedLong(message.getTime())))
                                .toList(),
                        response.getFound().getMore());
            case COUNTED ->
                new Answer.Counted(
                        response.getCounted().getNode(),
                        response.getCounted().getName(),
                        response.getCounted().getNeighboursList(),
                        response.getCounted().getKnownList().stream()
                                .map(Frames::contact)
                                .toList());
            case WHAT_NOT_SET -> new Answer.Refused("the node gave no answer; is it of another version?");
        };
    }
}
