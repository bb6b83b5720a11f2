// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/attachmentchip.h"

#include "elidedlabel.h"
#include "symbolicicon.h"

#include <QHBoxLayout>
#include <QImage>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tabletalk {

namespace {

constexpr int kIconSize = 32;
constexpr int kNameCharacters = 22;

QToolButton *makeAction(const QString &objectName, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->hide();
    return button;
}

} // namespace

AttachmentChip::AttachmentChip(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_name(new ElidedLabel(this))
    , m_details(new QLabel(tr("Reading…"), this))
    , m_preview(makeAction(QStringLiteral("previewTableButton"), tr("Show the table %1").arg(name), this))
    , m_asText(makeAction(QStringLiteral("tableAsTextButton"), tr("Paste %1 as text").arg(name), this))
    , m_remove(new QToolButton(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("attachmentChip"));
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(name);
    setToolTip(name);
    m_icon->setFixedSize(kIconSize, kIconSize);
    m_icon->setAlignment(Qt::AlignCenter);
    m_icon->setPixmap(symbolicIcon(QStringLiteral("document"), QPalette::Text).pixmap(kIconSize / 2));
    m_name->setFullText(name);
    m_name->setFixedWidth(std::min(fontMetrics().horizontalAdvance(name) + 4,
                                   fontMetrics().averageCharWidth() * kNameCharacters));
    m_details->setForegroundRole(QPalette::PlaceholderText);
    m_remove->setObjectName(QStringLiteral("removeAttachmentButton"));
    m_remove->setIcon(symbolicIcon(QStringLiteral("close")));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Reading %1").arg(name));
    m_progress->setFixedHeight(std::max(4, fontMetrics().height() / 3));
    m_progress->hide();

    m_preview->setIcon(symbolicIcon(QStringLiteral("show")));
    m_asText->setText(tr("Paste as text"));

    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_details);
    texts->addWidget(m_progress);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 2, 2, 2);
    layout->setSpacing(6);
    layout->addWidget(m_icon);
    layout->addLayout(texts);
    layout->addWidget(m_preview);
    layout->addWidget(m_asText);
    layout->addWidget(m_remove, 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_preview, &QToolButton::clicked, this, &AttachmentChip::previewRequested);
    connect(m_asText, &QToolButton::clicked, this, &AttachmentChip::textRequested);
    connect(m_remove, &QToolButton::clicked, this, &AttachmentChip::removeRequested);
    constexpr std::chrono::milliseconds kPatience{500};
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, m_progress, &QWidget::show);
    setReading();
}

void AttachmentChip::setReading()
{
    m_details->setText(tr("Reading…"));
    m_remove->setToolTip(tr("Give up reading %1 (Del)").arg(accessibleName()));
    m_preview->hide();
    m_patience.start();
}

void AttachmentChip::setAttachment(const Attachment &attachment)
{
    m_patience.stop();
    m_progress->hide();
    m_remove->setToolTip(tr("Remove %1 (Del)").arg(attachment.name));
    const QLocale locale;
    QStringList details;
    if (attachment.pages > 0)
        details.append(tr("%n page(s)", nullptr, attachment.pages));
    if (attachment.table)
        details.append(tableSize(*attachment.table));
    else
        details.append(locale.formattedDataSize(attachment.size, 0, QLocale::DataSizeSIFormat));
    details.append(tr("≈ %1 tokens").arg(locale.toString(estimatedTokens(attachment))));
    if (attachment.table) {
        m_icon->setPixmap(symbolicIcon(QStringLiteral("table"), QPalette::Text).pixmap(kIconSize / 2));
        details.append(attachment.table->form == TableForm::Schema ? tr("rows stay on this computer")
                                                                   : tr("all rows go along"));
    }
    m_details->setText(details.join(QStringLiteral(" · ")));
    setAccessibleName(attachmentLabel(attachment));
    setAccessibleDescription(m_details->text());
    setToolTip(attachmentLabel(attachment) + u'\n' + m_details->text());
}

void AttachmentChip::setThumbnail(const QImage &picture)
{
    if (picture.isNull())
        return;
    QPixmap pixmap = QPixmap::fromImage(picture);
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_icon->setPixmap(pixmap);
}

int AttachmentChip::thumbnailSize() const
{
    return int(kIconSize * devicePixelRatioF());
}

void AttachmentChip::setTextActions(bool canPreview, bool canBeText)
{
    m_preview->setVisible(canPreview);
    m_asText->setVisible(canBeText);
}

void AttachmentChip::focusRemove()
{
    m_remove->setFocus(Qt::OtherFocusReason);
}

void AttachmentChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        emit removeRequested();
    else
        QFrame::keyPressEvent(event);
}

} // namespace tabletalk
