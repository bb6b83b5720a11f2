// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "extractedtext.h"

#include <QByteArray>

namespace tabletalk {

//! Call once while files can still be opened.
void preparePdfText();

//! The text of a PDF in reading order, a form feed between pages. A PDF of scanned pages has none, and one
//! whose characters are named by a table that is not in the file has less: there are no files here.
ExtractedText pdfText(const QByteArray &bytes, qsizetype mostCharacters);

} // namespace tabletalk
