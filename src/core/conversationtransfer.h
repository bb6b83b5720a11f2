// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "importedconversations.h"
#include "result.h"

#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

class QPagedPaintDevice;

namespace tabletalk {

enum class ExportFormat {
    Markdown,
    Html,
    Pdf,
    Json, //!< everything, in one file that can be imported again
};

struct ExportOrder {
    QList<ConversationId> conversations;
    ExportFormat format = ExportFormat::Markdown;
    //! The file to write. Where it is a folder, each conversation becomes a file of its own in it, named
    //! after its title, and none that is there is replaced.
    QString path;
};

struct ExportReport {
    int conversations = 0; //!< that were written
    QStringList problems; //!< what could not be, a sentence each
};

//! Brings conversations out of the history and into it. Called from the window thread, the work is done
//! elsewhere. The futures tell their progress in conversations and can be cancelled; a cancelled one ends
//! without a value.
class ConversationTransfer {
public:
    virtual ~ConversationTransfer() = default;

    //! A file is there whole or not at all; those that were whole before a cancel stay. No key is in any.
    //! Errors: StorageFailed.
    virtual QFuture<Result<ExportReport>> exportTo(const ExportOrder &order) = 0;
    //! Paints what is shown of a conversation. Nobody else uses `device` until the future has ended.
    //! Errors: StorageFailed.
    virtual QFuture<Result<Done>> print(ConversationId conversation,
                                        std::shared_ptr<QPagedPaintDevice> device) = 0;
    //! Reads a file of conversations, or a zip archive that holds some, and changes nothing.
    //! Errors: BadRequest.
    virtual QFuture<Result<ImportedConversations>> read(const QString &path) = 0;
    //! Adds what was read to the history, as new conversations. How many were added is the progress.
    //! Errors: the Storage… kinds.
    virtual QFuture<Result<Done>> insert(const ImportedConversations &report) = 0;
};

} // namespace tabletalk
