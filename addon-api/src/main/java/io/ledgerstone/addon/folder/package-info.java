/**
 * Addons as folders on a disk: what their manifest says, which files they have, and in which order addons load.
 *
 * <p>A folder holds one manifest: {@code <FolderName>.toc}, as game clients read it, or {@code addon.json}. Everything is bounded,
 * nothing outside the folder is read, and what is wrong with a folder is a value that says how to mend it. Nothing here runs code.
 */
@NullMarked
package io.ledgerstone.addon.folder;

import org.jspecify.annotations.NullMarked;
