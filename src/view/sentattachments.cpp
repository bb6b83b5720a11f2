// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sentattachments.h"

#include "attachmentservice.h"
#include "picturethumbnail.h"
#include "table/tableopening.h"
#include "whenfinished.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QUrl>

namespace tabletalk {

namespace {

constexpr int kPreviewEdge = 240;

} // namespace

QString safeFileName(const Attachment &attachment)
{
    QString name = QFileInfo(attachment.name).fileName();
    name.removeIf([](QChar c) { return !c.isPrint() || c == u'\\'; });
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    if (name.isEmpty())
        name = QStringLiteral("attachment");
    const QString suffix = QFileInfo(name).suffix().toLower();
    // A table keeps the name of what it was read from.
    static const QStringList kTables{
        QStringLiteral("xlsx"), QStringLiteral("ods"),   QStringLiteral("sqlite"), QStringLiteral("db"),
        QStringLiteral("gz"),   QStringLiteral("jsonl"), QStringLiteral("ndjson"), QStringLiteral("tab")};
    if (attachment.table && kTables.contains(suffix))
        return name;
    const auto wants = [&](const QStringList &suffixes) {
        if (!suffixes.contains(suffix))
            name += u'.' + suffixes.first();
    };
    if (attachment.mediaType == QLatin1String("application/pdf"))
        wants({QStringLiteral("pdf")});
    else if (attachment.mediaType == QLatin1String("image/png"))
        wants({QStringLiteral("png")});
    else if (attachment.mediaType == QLatin1String("image/jpeg"))
        wants({QStringLiteral("jpg"), QStringLiteral("jpeg")});
    else
        wants({QStringLiteral("txt"), QStringLiteral("md"), QStringLiteral("csv"), QStringLiteral("tsv"),
               QStringLiteral("json"), QStringLiteral("xml"), QStringLiteral("log"), QStringLiteral("yaml")});
    return name;
}

SentAttachments::SentAttachments(AttachmentService &service, TableService *tables, QWidget *window)
    : QObject(window)
    , m_service(service)
    , m_tables(tables)
    , m_window(window)
{
}

void SentAttachments::show(const Attachment &attachment)
{
    auto *box = new QMessageBox(m_window);
    box->setObjectName(QStringLiteral("attachmentBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Attachment"));
    box->setTextFormat(Qt::PlainText);
    box->setText(attachmentLabel(attachment));
    box->setInformativeText(tr("This was attached to a message of yours. Opening gives a copy to the program "
                               "that your desktop has for such files; changes to the copy are not kept."));
    QPushButton *openButton = box->addButton(tr("&Open"), QMessageBox::AcceptRole);
    QPushButton *saveButton = box->addButton(tr("&Save as…"), QMessageBox::ActionRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Cancel);
    if (attachment.table && m_tables) {
        QPushButton *tableButton = box->addButton(tr("Show the &table"), QMessageBox::ActionRole);
        box->setDefaultButton(tableButton);
        connect(tableButton, &QPushButton::clicked, this, [this, attachment] {
            openTable(m_service, *m_tables, attachment, TablePreview::Use::Look, m_window);
        });
    }
    connect(openButton, &QPushButton::clicked, this, [this, attachment] { open(attachment); });
    connect(saveButton, &QPushButton::clicked, this, [this, attachment] { saveAs(attachment); });
    if (attachment.isPicture()) {
        whenFinished(m_service.bytes({attachment}), box,
                     [box, attachment](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                         if (!bytes)
                             return;
                         const qreal ratio = box->devicePixelRatioF();
                         const QImage picture =
                             pictureThumbnail(bytes->value(attachment.sha256), int(kPreviewEdge * ratio));
                         if (picture.isNull())
                             return;
                         QPixmap pixmap = QPixmap::fromImage(picture);
                         pixmap.setDevicePixelRatio(ratio);
                         box->setIconPixmap(pixmap);
                     });
    }
    box->open();
}

void SentAttachments::open(const Attachment &attachment)
{
    if (!m_copies)
        m_copies = std::make_unique<QTemporaryDir>();
    // A folder for each: two attachments may have one name.
    const QString folder = m_copies->filePath(QString::fromLatin1(attachment.sha256.left(16)));
    if (!m_copies->isValid() || !QDir().mkpath(folder)) {
        emit said(tr("%1 cannot be opened: there is no room for temporary files.").arg(attachment.name));
        return;
    }
    whenFinished(m_service.bytes({attachment}), this,
                 [this, attachment, path = folder + u'/' + safeFileName(attachment)](
                     const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (!bytes) {
                         emit said(bytes.error().userText);
                         return;
                     }
                     QFile::remove(path);
                     QFile copy(path);
                     const QByteArray content = bytes->value(attachment.sha256);
                     if (!copy.open(QIODevice::WriteOnly) || copy.write(content) != content.size()) {
                         emit said(tr("%1 cannot be opened: %2.").arg(attachment.name, copy.errorString()));
                         return;
                     }
                     copy.close();
                     copy.setPermissions(QFile::ReadOwner);
                     if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
                         emit said(tr("This desktop has no program for %1.").arg(attachment.name));
                 });
}

void SentAttachments::saveAs(const Attachment &attachment)
{
    auto *dialog = new QFileDialog(m_window, tr("Save attachment"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(safeFileName(attachment));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, attachment](const QString &path) { write(attachment, path); });
    dialog->open();
}

void SentAttachments::write(const Attachment &attachment, const QString &path)
{
    whenFinished(m_service.bytes({attachment}), this,
                 [this, attachment, path](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (!bytes) {
                         emit said(bytes.error().userText);
                         return;
                     }
                     QSaveFile file(path);
                     const QByteArray content = bytes->value(attachment.sha256);
                     if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
                         && file.commit())
                         emit said(tr("Saved as %1.").arg(QDir::toNativeSeparators(path)));
                     else
                         emit said(tr("%1 was not saved: %2.").arg(attachment.name, file.errorString()));
                 });
}

} // namespace tabletalk
