// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmldocument.h"

#include "htmlblocks.h"
#include "shownpath.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::Transfer", text);
}

QString stylesFor(HtmlFor use)
{
    // Colours of code are dark enough for white paper, and light enough for a dark page.
    if (use == HtmlFor::Paper) {
        return QStringLiteral("body{color:#000} h1{font-size:18pt} h2{font-size:11pt;color:#555}"
                              "h3{font-size:14pt} h4{font-size:12pt} h5,h6{font-size:10pt} a{color:#1a5fb4}"
                              "pre{white-space:pre-wrap;background-color:#f2f2f2} code{font-family:monospace}"
                              "td,th{padding:4px} .reasoning,.note{color:#555}"
                              ".k{color:#8b008b} .t,.m{color:#1a4f8b} .s{color:#2d6a1f} .n{color:#8a4b00}"
                              ".c{color:#666} .i{color:#2d6a1f} .d{color:#a01515}");
    }
    return QStringLiteral(
        ":root{color-scheme:light "
        "dark;--page:#fff;--ink:#1c1c1e;--faint:#5f6368;--line:#d8dade;--box:#f4f5f7;"
        "--own:#eaf1fb;--link:#1a5fb4;--k:#8b008b;--t:#1a4f8b;--s:#2d6a1f;--n:#8a4b00;--c:#6a6f76;--d:#"
        "a01515}"
        "@media(prefers-color-scheme:dark){:root{--page:#1b1c1f;--ink:#e6e6e8;--faint:#a0a4ab;--line:#3a3d43;"
        "--box:#26282c;--own:#25303f;--link:#82b1ff;--k:#d79bea;--t:#8ab8f0;--s:#9bd08a;--n:#e8b06c;"
        "--c:#8f959e;--d:#f09090}}"
        "body{margin:0 auto;max-width:48rem;padding:1.5rem;background:var(--page);color:var(--ink);"
        "font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}"
        "h1{font-size:1.6rem;line-height:1.25} h2{font-size:.85rem;color:var(--faint);margin:0 0 .5rem}"
        "h3{font-size:1.3rem} h4{font-size:1.1rem} h5,h6{font-size:1rem} a{color:var(--link)}"
        "article{border-top:1px solid var(--line);padding:1rem 0} article>:last-child{margin-bottom:0}"
        "article.own{background:var(--own);border:0;border-radius:.75rem;padding:.75rem 1rem;margin:1rem 0}"
        "pre{background:var(--box);padding:.75rem 1rem;border-radius:.5rem;overflow-x:auto;line-height:1.4}"
        "code{font:.9em ui-monospace,monospace} :not(pre)>code{background:var(--box);padding:.1em .3em;"
        "border-radius:.25em} table{border-collapse:collapse;display:block;overflow-x:auto;margin:1rem 0}"
        "td,th{border:1px solid var(--line);padding:.3rem .6rem;overflow-wrap:normal} "
        "th{background:var(--box)}"
        "blockquote{margin:1rem 0;padding:0 1rem;border-left:3px solid var(--line);color:var(--faint)}"
        "img{max-width:100%;border-radius:.5rem} hr{border:0;border-top:1px solid var(--line)}"
        "details{color:var(--faint);margin:.5rem 0} .note{color:var(--faint);font-size:.9rem}"
        ".k{color:var(--k)} .t,.m{color:var(--t)} .s,.i{color:var(--s)} .n{color:var(--n)}"
        ".c{color:var(--c)} .d{color:var(--d)} @media print{article{break-inside:auto}}");
}

QString paragraph(const QString &text, const QString &kind)
{
    return QStringLiteral("<p class=\"%1\">").arg(kind) + text.toHtmlEscaped() + QStringLiteral("</p>\n");
}

QString pre(const QString &text)
{
    return QStringLiteral("<pre><code>") + text.toHtmlEscaped() + QStringLiteral("</code></pre>\n");
}

class TurnWriter {
public:
    TurnWriter(const QHash<QByteArray, QByteArray> &attachments, HtmlFor use)
        : m_attachments(attachments)
        , m_use(use)
    {
    }

    QString operator()(const ReasoningStep &step) const
    {
        return step.text.isEmpty() ? QString() : aside(tr("Reasoning"), htmlFromMarkdown(step.text));
    }
    QString operator()(const TextStep &step) const { return htmlFromMarkdown(step.text); }
    QString operator()(const ToolCallStep &step) const { return aside(step.name, pre(step.arguments)); }
    QString operator()(const ToolResultStep &step) const { return aside(tr("Result"), pre(step.content)); }
    QString operator()(const ChartStep &step) const
    {
        return aside(tr("Chart"), pre(QString::fromUtf8(QJsonDocument(step.specification).toJson())));
    }
    QString operator()(const AnnotationsStep &step) const
    {
        return htmlFromMarkdown(shownText(Step{step, Progress::Complete}));
    }
    QString operator()(const PictureStep &step) const
    {
        return picture(step.mediaType, step.bytes, tr("A picture the model made"));
    }
    QString operator()(const AttachmentStep &step) const
    {
        const Attachment &attached = step.attachment;
        const auto bytes = m_attachments.constFind(attached.sha256);
        if (attached.isPicture() && bytes != m_attachments.constEnd())
            return picture(attached.mediaType, *bytes, attached.name);
        return paragraph(tr("Attached: %1").arg(attachmentLabel(attached)), QStringLiteral("note"));
    }
    QString operator()(const SendingStep &step) const
    {
        return paragraph(shownText(Step{step, Progress::Complete}), QStringLiteral("note"));
    }

private:
    //! What is folded away on a screen; paper has nothing to unfold.
    QString aside(const QString &title, const QString &content) const
    {
        if (m_use == HtmlFor::Paper)
            return QStringLiteral("<div class=\"reasoning\"><p><i>") + title.toHtmlEscaped()
                   + QStringLiteral("</i></p>\n") + content + QStringLiteral("</div>\n");
        return QStringLiteral("<details><summary>") + title.toHtmlEscaped() + QStringLiteral("</summary>\n")
               + content + QStringLiteral("</details>\n");
    }

    static QString picture(const QString &mediaType, const QByteArray &bytes, const QString &name)
    {
        // As a picture, and nothing else, whatever an import may have called it.
        const QString type =
            mediaType.startsWith(QLatin1String("image/")) ? mediaType : QStringLiteral("image/png");
        return QStringLiteral("<p><img alt=\"") + name.toHtmlEscaped() + QStringLiteral("\" src=\"data:")
               + type.toHtmlEscaped() + QStringLiteral(";base64,") + QString::fromLatin1(bytes.toBase64())
               + QStringLiteral("\"></p>\n");
    }

    const QHash<QByteArray, QByteArray> &m_attachments;
    HtmlFor m_use;
};

QString turnHtml(const Turn &turn, const QHash<QByteArray, QByteArray> &attachments, HtmlFor use)
{
    const bool isOwn = turn.role == TurnRole::User;
    const QString who = isOwn ? tr("You") : turn.model.isEmpty() ? tr("Answer") : turn.model;
    const QString when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(turn.createdMs), QLocale::ShortFormat);
    QString html =
        QStringLiteral("<h2>") + tr("%1, %2").arg(who, when).toHtmlEscaped() + QStringLiteral("</h2>\n");
    const TurnWriter writer(attachments, use);
    for (const Step &step : turn.steps)
        html += std::visit(writer, step.content);
    if (turn.failure)
        html += paragraph(turn.failure->userText, QStringLiteral("note"));
    if (use == HtmlFor::Paper)
        return html;
    return QStringLiteral("<article class=\"%1\">\n")
               .arg(isOwn ? QStringLiteral("own") : QStringLiteral("answer"))
           + html + QStringLiteral("</article>\n");
}

} // namespace

QString exportHtml(const ConversationTree &tree, const QHash<QByteArray, QByteArray> &attachments,
                   HtmlFor use)
{
    QString title = tree.conversation.title.simplified();
    if (title.isEmpty())
        title = tr("Conversation");
    QString html = QStringLiteral("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
    if (use == HtmlFor::Browser)
        html += QStringLiteral("<meta name=\"viewport\" content=\"width=device-width\">\n"
                               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                               "img-src data:; style-src 'unsafe-inline'\">\n");
    html += QStringLiteral("<title>") + title.toHtmlEscaped() + QStringLiteral("</title>\n<style>")
            + stylesFor(use) + QStringLiteral("</style>\n</head>\n<body>\n<h1>") + title.toHtmlEscaped()
            + QStringLiteral("</h1>\n");
    if (!tree.conversation.instructions.isEmpty())
        html += paragraph(tr("Instructions:"), QStringLiteral("note")) + pre(tree.conversation.instructions);
    for (const Turn *turn : shownPath(tree))
        html += turnHtml(*turn, attachments, use);
    return html + QStringLiteral("</body>\n</html>\n");
}

} // namespace tabletalk
