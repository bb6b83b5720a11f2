// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "request/requestviewer.h"

#include "requestwriter.h"
#include "savedfile.h"
#include "whenfinished.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace tabletalk {

namespace {

//! More than this of one line makes a text box slow; a picture has millions.
constexpr qsizetype kLongestLine = 20'000;
constexpr qsizetype kKept = 2'000;
constexpr qsizetype kLongestShown = 2'000'000;

QString shortened(const QString &text, bool &isShortened)
{
    QString shown;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (!shown.isEmpty())
            shown += u'\n';
        if (shown.size() > kLongestShown) {
            isShortened = true;
            return shown + QStringLiteral("…");
        }
        if (line.size() <= kLongestLine) {
            shown += line;
            continue;
        }
        isShortened = true;
        shown += line.first(kLongestLine - kKept);
        shown += RequestViewer::tr(" … %1 characters are not shown … ")
                     .arg(QLocale().toString(line.size() - kLongestLine));
        shown += line.last(kKept);
    }
    return shown;
}

} // namespace

RequestViewer::RequestViewer(const RequestWriter &writer, const NextRequest::Preview &preview,
                             QWidget *parent)
    : QDialog(parent)
    , m_head(new QLabel(this))
    , m_note(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_indent(new QCheckBox(tr("&Indented"), this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_save(new QPushButton(tr("&Save as…"), this))
{
    setObjectName(QStringLiteral("requestViewer"));
    setWindowTitle(tr("What would be sent"));
    m_head->setWordWrap(true);
    m_head->setTextFormat(Qt::PlainText);
    m_head->setText(tr("The body of the next request to %1. The key goes along in a header and is not shown.")
                        .arg(preview.request.endpoint.url(u"chat/completions").toDisplayString())
                    + (preview.fits
                           ? QString()
                           : u' '
                                 + tr("It is more than the model takes by our estimate, so you will be asked "
                                      "before it is sent.")));
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setText(tr("Writing…"));
    m_text->setObjectName(QStringLiteral("requestBodyEdit"));
    m_text->setAccessibleName(tr("Request"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_indent->setObjectName(QStringLiteral("indentCheckBox"));
    m_indent->setChecked(true);
    m_copy->setObjectName(QStringLiteral("copyRequestButton"));
    m_copy->setToolTip(tr("Copy the whole body, exactly as it would be sent"));
    m_save->setToolTip(tr("Save the whole body, exactly as it would be sent"));
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, this);

    auto *foot = new QHBoxLayout;
    foot->addWidget(m_indent);
    foot->addStretch();
    foot->addWidget(m_copy);
    foot->addWidget(m_save);
    foot->addWidget(box);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_head);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
    layout->addLayout(foot);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 32);

    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_indent, &QCheckBox::toggled, this, &RequestViewer::showBody);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_written.body));
        m_note->setText(tr("Copied."));
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        saveFile(
            this,
            {tr("Save the request"), QStringLiteral("request.json"), tr("JSON (*.json)"), m_written.body},
            [this](const QString &sentence) { m_note->setText(sentence); });
    });
    whenFinished(QtConcurrent::run([&writer, request = preview.request] { return write(writer, request); }),
                 this, [this](const Written &written) {
                     m_written = written;
                     m_copy->setEnabled(true);
                     m_save->setEnabled(true);
                     showBody();
                 });
}

RequestViewer::Written RequestViewer::write(const RequestWriter &writer, const CompletionRequest &request)
{
    Written written;
    written.body = writer.body(request);
    written.exact = shortened(QString::fromUtf8(written.body), written.isShortened);
    written.indented =
        shortened(QString::fromUtf8(QJsonDocument::fromJson(written.body).toJson()), written.isShortened);
    return written;
}

void RequestViewer::showBody()
{
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setPlainText(m_indent->isChecked() ? m_written.indented : m_written.exact);
    const QString size = QLocale().formattedDataSize(m_written.body.size(), 1, QLocale::DataSizeSIFormat);
    m_note->setText(m_written.isShortened
                        ? tr("%1. Long parts are shortened here; Copy and Save as give all of it.").arg(size)
                        : tr("%1. Copy and Save as give it exactly as it would be sent.").arg(size));
}

} // namespace tabletalk
