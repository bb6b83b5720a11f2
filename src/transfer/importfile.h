// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "importedconversations.h"
#include "result.h"
#include "treejson.h"

#include <QFuture>
#include <QPromise>
#include <QString>

class QIODevice;

namespace tabletalk {

//! Reads a file of conversations: JSON, or a zip archive of JSON files as ChatGPT and Claude give them out.
//! What else is in an archive is counted in the report. Nothing is added once the promise was cancelled. Not
//! for the window thread. Errors: BadRequest.
void readImportFile(QIODevice &file, const NextId &nextId, QPromise<Result<ImportedConversations>> &promise);

} // namespace tabletalk
