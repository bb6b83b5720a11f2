// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"

#include <QStringList>

#include <vector>

namespace tabletalk {

//! One line per block that shows everything but source offsets, for comparing in tests:
//! "q1 l2 • p: plain {bi|styled} {a|link|https://...}".
QStringList describe(const std::vector<Block> &blocks);
QString describe(const Block &block);

//! The blocks of a text that arrived in pieces of that length, each of which was shown.
std::vector<Block> blocksInPieces(const QString &text, qsizetype piece);

} // namespace tabletalk
