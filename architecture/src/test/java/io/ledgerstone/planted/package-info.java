/** A small mirror of the house in which every class breaks one rule, so that the rules are seen to bite. Never used otherwise. */
@NullMarked
package io.ledgerstone.planted;

import org.jspecify.annotations.NullMarked;
