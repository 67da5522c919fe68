import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what {@code demo --json} shows with what it must show: roster, weeks, state hash and number of entries. */
public final class CompareDemo {
    private static final double TOLERANCE = 1e-9;

    private final List<String> differences = new ArrayList<>();

    /**
     * Compares two files.
     *
     * @param args the expected file, then the shown one
     * @throws IOException if one of them cannot be read or is not JSON
     */
    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode expected = mapper.readTree(new File(args[0]));
        JsonNode shown = mapper.readTree(new File(args[1]));
        CompareDemo compare = new CompareDemo();
        for (String part : List.of("entries", "stateHash", "weeks")) {
            compare.same(part, expected.path(part), shown.path(part));
        }
        compare.profiles(expected.at("/roster/profiles"), shown.at("/roster/profiles"));
        if (!compare.differences.isEmpty()) {
            System.err.println("the demo shows other standings than expected:");
            compare.differences.forEach(difference -> System.err.println("  " + difference));
            System.exit(1);
        }
        System.out.println("the demo shows the expected standings of "
                + expected.at("/roster/profiles").size() + " players, weeks, state hash and entries");
    }

    /** Players are told apart by guid, whatever order they are shown in. */
    private void profiles(JsonNode expected, JsonNode shown) {
        Map<String, JsonNode> expectedByGuid = byGuid(expected);
        Map<String, JsonNode> shownByGuid = byGuid(shown);
        if (expectedByGuid.isEmpty() || shown.size() != expected.size() || !expectedByGuid.keySet().equals(shownByGuid.keySet())) {
            differences.add("roster.profiles: expected the players " + expectedByGuid.keySet() + ", shown are " + shownByGuid.keySet());
            return;
        }
        expectedByGuid.forEach((guid, profile) -> profile.properties()
                .forEach(field -> same(guid + "." + field.getKey(), field.getValue(), shownByGuid.get(guid).path(field.getKey()))));
    }

    private static Map<String, JsonNode> byGuid(JsonNode profiles) {
        Map<String, JsonNode> byGuid = new TreeMap<>();
        profiles.forEach(profile -> byGuid.put(profile.path("guid").asText(), profile));
        return byGuid;
    }

    private void same(String path, JsonNode expected, JsonNode shown) {
        boolean same;
        if (expected.isNumber() && shown.isNumber()) {
            double wanted = expected.doubleValue();
            same = Math.abs(wanted - shown.doubleValue()) <= TOLERANCE;
        } else if (expected.isArray() && shown.isArray() && expected.size() == shown.size()) {
            for (int i = 0; i < expected.size(); i++) {
                same(path + "[" + i + "]", expected.get(i), shown.get(i));
            }
            same = true;
        } else {
            same = !expected.isMissingNode() && expected.equals(shown);
        }
        if (!same) {
            differences.add(path + ": expected " + expected + ", shown is " + (shown.isMissingNode() ? "nothing" : shown));
        }
    }
}
