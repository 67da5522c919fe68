package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.control.Progress;

/** One thing that can be asked of a host. */
@FunctionalInterface
interface Operation {
    ObjectNode perform(Parameters parameters, Progress progress);
}
