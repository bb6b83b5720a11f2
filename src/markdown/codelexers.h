// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "codelanguage.h"
#include "codewords.h"
#include "linescan.h"

namespace tabletalk {

// One lexer per syntax: each takes the line from the cursor on and returns the state where it stopped.

//! Stops early only where PHP ends (then the host is Markup).
CodeState lexProgram(LineScan &scan, CodeState state, const CodeLanguage &language, const CodeWords &words);
//! Stops early behind <script> and <style> (then the host says which), if `mayEmbed`.
CodeState lexHtml(LineScan &scan, CodeState state, bool mayEmbed);
CodeState lexCss(LineScan &scan, CodeState state);
CodeState lexJson(LineScan &scan, CodeState state, const CodeWords &words);
CodeState lexYaml(LineScan &scan, CodeState state, const CodeWords &words);
CodeState lexToml(LineScan &scan, CodeState state, const CodeWords &words);
CodeState lexDiff(LineScan &scan, CodeState state);

//! Goes on with a comment "/* */" that is open, and marks it.
CodeState lexBlockComment(LineScan &scan, CodeState state, qsizetype start);

} // namespace tabletalk
