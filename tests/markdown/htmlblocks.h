// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"

#include <optional>
#include <vector>

namespace tabletalk {

//! The blocks that a reference implementation's HTML stands for: the other way round than rendering, so
//! that what is flattened in a Block (nesting, looseness of lists) is compared as the view shows it.
//! Titles are dropped and addresses decoded. Nothing if it is not the XML-like HTML of those
//! implementations, as with raw HTML.
std::optional<std::vector<Block>> blocksOfHtml(const QString &html);

//! What of a parsed block has no counterpart in HTML is dropped: the same for blocks of ours.
std::vector<Block> comparable(std::vector<Block> blocks);

} // namespace tabletalk
