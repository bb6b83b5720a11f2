// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/tableopening.h"

#include "attachmentservice.h"
#include "whenfinished.h"

#include <QFileDialog>

namespace tabletalk {

namespace {

void load(AttachmentService &attachments, TablePreview &dialog, const Attachment &attachment)
{
    whenFinished(attachments.bytes({attachment}), &dialog,
                 [&dialog, attachment](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (bytes) {
                         dialog.setSource(bytes->value(attachment.sha256));
                         return;
                     }
                     dialog.setMissing(TablePreview::tr("%1 Here is what goes along with the message. Locate "
                                                        "the file to see its rows.")
                                           .arg(bytes.error().userText),
                                       attachment.text);
                 });
}

void locate(AttachmentService &attachments, TablePreview &dialog, const Attachment &attachment)
{
    auto *chooser = new QFileDialog(&dialog, TablePreview::tr("Locate %1").arg(attachment.name));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(chooser, &QFileDialog::fileSelected, &dialog,
                     [&attachments, &dialog, attachment](const QString &path) {
                         whenFinished(attachments.locate(attachment, path), &dialog,
                                      [&attachments, &dialog, attachment](const Result<Done> &located) {
                                          if (located)
                                              load(attachments, dialog, attachment);
                                          else
                                              dialog.setMissing(located.error().userText, attachment.text);
                                      });
                     });
    chooser->open();
}

} // namespace

TablePreview *openTable(AttachmentService &attachments, TableService &tables, const Attachment &attachment,
                        TablePreview::Use use, QWidget *parent)
{
    auto *dialog = new TablePreview(tables, attachment.table->order, use, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &TablePreview::locateRequested, dialog,
                     [&attachments, dialog, attachment] { locate(attachments, *dialog, attachment); });
    load(attachments, *dialog, attachment);
    dialog->show();
    return dialog;
}

} // namespace tabletalk
