// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tabletalk {

//! Markdown as HTML that fetches nothing: headings below those of the document, nested lists, tables with
//! their alignment, code coloured by classes (k, t, s, n, c, m, i, d).
QString htmlFromMarkdown(const QString &markdown);

} // namespace tabletalk
