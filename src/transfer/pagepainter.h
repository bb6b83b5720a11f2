// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QString>

#include <functional>

class QPagedPaintDevice;
class QTextDocument;

namespace tabletalk {

//! Takes in HTML for paper, its headings as large as its style sheet says.
void setPaperHtml(QTextDocument &document, const QString &html);

//! Paints HTML for paper on the pages of a device, numbered. Any thread, with a device that no other uses.
//! `isCancelled` is asked before each page. Errors: Cancelled, StorageFailed when the device takes nothing.
Result<Done> paintPages(const QString &html, QPagedPaintDevice &device,
                        const std::function<bool()> &isCancelled);

} // namespace tabletalk
