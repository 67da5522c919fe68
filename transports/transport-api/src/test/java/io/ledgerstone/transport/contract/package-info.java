/**
 * What every transport does alike, as tests: {@link io.ledgerstone.transport.contract.TransportContract} for all of them,
 * {@link io.ledgerstone.transport.contract.DialingContract} for those that dial. A transport's test supplies a {@link
 * io.ledgerstone.transport.contract.TransportBench}.
 */
@NullMarked
package io.ledgerstone.transport.contract;

import org.jspecify.annotations.NullMarked;
