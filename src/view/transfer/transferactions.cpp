// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transfer/transferactions.h"

#include "conversations.h"
#include "transfer/exportdialog.h"
#include "transfer/importdialog.h"

#include <QFutureWatcher>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressDialog>

namespace tabletalk {

TransferActions::TransferActions(const ViewServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void TransferActions::exportConversations(const QList<ConversationId> &ids)
{
    if (!m_exportDialog)
        m_exportDialog = new ExportDialog(m_services.transfer, m_services.conversations.index(), m_window);
    m_exportDialog->begin(ids);
}

void TransferActions::importFiles(const QStringList &paths)
{
    if (!m_importDialog)
        m_importDialog = new ImportDialog(m_services.transfer, m_services.conversations, m_window);
    m_importDialog->begin(paths);
}

void TransferActions::print(ConversationId id, const QString &title)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(title);
    constexpr qreal kMarginMm = 18;
    printer->setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    auto *dialog = new QPrintDialog(printer.get(), m_window);
    dialog->setObjectName(QStringLiteral("printDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false); // all pages, always
    connect(dialog, &QPrintDialog::finished, this, [this, printer, id](int result) {
        if (result != QDialog::Accepted)
            return;
        auto *progress = new QProgressDialog(tr("Printing…"), tr("Cancel"), 0, 0, m_window);
        constexpr int kSlowMs = 500;
        progress->setMinimumDuration(kSlowMs);
        auto *watcher = new QFutureWatcher<Result<Done>>(progress);
        connect(progress, &QProgressDialog::canceled, watcher, &QFutureWatcherBase::cancel);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, progress] {
            if (watcher->future().resultCount() > 0 && !watcher->result())
                emit failed(watcher->result().error());
            progress->deleteLater();
        });
        watcher->setFuture(m_services.transfer.print(id, printer));
    });
    dialog->open();
}

} // namespace tabletalk
