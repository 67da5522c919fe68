/**
 * A host's part in a mesh: the device's key and group on disk, starting and stopping the mesh with the host, and the operations
 * that people ask for. What a mesh does is in {@code io.ledgerstone.gossip}.
 */
@NullMarked
package io.ledgerstone.host.mesh;

import org.jspecify.annotations.NullMarked;
