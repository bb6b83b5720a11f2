// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turnmenu.h"

#include "conversation/attachmentlink.h"
#include "conversation/conversationview.h"
#include "conversation/figuremarks.h"
#include "conversation/picturebook.h"
#include "conversation/turnlabels.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace tabletalk {

namespace {

//! Of code blocks, tables and links of one turn; who has more points at them.
constexpr int kMostEntries = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("TurnMenu", text);
}

//! A label from a message's own words: short, and without what menus take for a mnemonic.
QString quoted(const QString &text)
{
    QString label = text.simplified().left(40);
    return label.replace(u'&', QStringLiteral("&&"));
}

//! Adds an entry that does something with the turn if it is still there.
template <class Do>
QAction *add(QMenu *menu, const QString &text, ConversationView &view, int row, Do act)
{
    const TurnId turn = view.model()->summary(row).id;
    return menu->addAction(text, &view, [&view, turn, act] {
        if (const int now = view.model() ? view.model()->rowOf(turn) : -1; now >= 0)
            act(now);
    });
}

void addTable(QMenu *menu, ConversationView &view, int row, const TurnContent &content, int header)
{
    add(menu, tr("Copy table"), view, row, [&view, header](int now) { view.copyTable(now, header); });
    add(menu, tr("Save table as CSV…"), view, row, [&view, header](int now) { view.saveTable(now, header); });
    if (view.model()->summary(row).progress == Progress::Open)
        return;
    QMenu *sort = menu->addMenu(tr("Sort table by"));
    int column = 0;
    for (const TableCell &cell : content.block(header).cells.first(
             std::min<qsizetype>(kMostEntries, content.block(header).cells.size()))) {
        const QString label = cell.text.isEmpty() ? tr("Column %1").arg(column + 1) : quoted(cell.text);
        add(sort, label, view, row,
            [&view, header, column](int now) { view.sortTable(now, header, column); });
        ++column;
    }
}

void addCode(QMenu *menu, ConversationView &view, int row, const Block &block, int index)
{
    const QString text = block.text;
    add(menu, tr("Copy code"), view, row, [text](int) { QGuiApplication::clipboard()->setText(text); });
    add(menu, tr("Wrap or unwrap long lines"), view, row,
        [&view, index](int now) { view.toggleWrap(now, index); });
}

void addLink(QMenu *menu, ConversationView &view, int row, const QString &target)
{
    if (isAttachmentTarget(target)) {
        add(menu, tr("Show, open or save…"), view, row,
            [&view, target](int now) { view.openAttachment(now, target); });
        return;
    }
    menu->addAction(tr("Open in browser"), &view, [&view, target] { view.openLink(target); });
    menu->addAction(tr("Copy link"), &view, [target] { QGuiApplication::clipboard()->setText(target); });
}

void addPicture(QMenu *menu, ConversationView &view, const QString &url)
{
    menu->addAction(tr("Copy picture"), &view, [&view, url] { view.copyPicture(url); });
    menu->addAction(tr("Save picture as…"), &view, [&view, url] { view.savePicture(url); });
}

//! What a link or a picture leads to, or is.
void addTarget(QMenu *menu, ConversationView &view, int row, const QString &target)
{
    if (PictureBook::isCarried(target))
        addPicture(menu, view, target);
    else
        addLink(menu, view, row, target);
}

//! A menu for each link and picture in a text, as long as there are not too many.
void addTargets(QMenu *menu, ConversationView &view, int row, const QString &text, const QList<Span> &spans,
                int &entries)
{
    for (const Span &span : spans) {
        if (entries >= kMostEntries)
            break;
        if (hotSpotOf(span).kind == HotSpot::Kind::Figure) {
            const QString figure = text.mid(span.start, span.length);
            add(menu, tr("Figure %1: %2").arg(figure, figureTrace(span.target).sentence), view, row,
                [&view, target = span.target](int now) { view.showTrace(now, target); });
            ++entries;
        }
        if (hotSpotOf(span).kind != HotSpot::Kind::Link)
            continue;
        const QString label = isAttachmentTarget(span.target)  ? tr("Attachment: %1")
                              : span.styles & SpanStyle::Image ? tr("Picture: %1")
                                                               : tr("Link: %1");
        addTarget(menu->addMenu(label.arg(quoted(text.mid(span.start, span.length)))), view, row,
                  span.target);
        ++entries;
    }
}

void addFolds(QMenu *menu, ConversationView &view, int row)
{
    const Turn &turn = view.model()->turn(row);
    for (int i = 0; i < turn.steps.size(); ++i) {
        QString label;
        if (std::holds_alternative<ReasoningStep>(turn.steps[i].content))
            label = tr("Show or hide the reasoning");
        else if (const auto *call = std::get_if<ToolCallStep>(&turn.steps[i].content))
            label = tr("Show or hide the call of %1").arg(quoted(call->name));
        else
            continue;
        add(menu, label, view, row, [&view, i](int now) { view.toggleFold(now, i); });
    }
}

//! What the pointer is on comes directly; for the keyboard, everything of the turn in menus of its own.
void addContents(QMenu *menu, ConversationView &view, int row, const HotSpot &spot)
{
    std::optional<TurnContent> own;
    const TurnContent &content = view.conversationLayout().contentOf(row, own);
    if (spot.kind != HotSpot::Kind::Figure && !spot.target.isEmpty())
        addTarget(menu, view, row, spot.target);
    if (spot.block >= 0 && spot.block < content.blockCount()) {
        const Block &block = content.block(spot.block);
        if (block.kind == BlockKind::Code)
            addCode(menu, view, row, block, spot.block);
        else if (const int header = content.tableOf(spot.block); header >= 0)
            addTable(menu, view, row, content, header);
        return;
    }
    int entries = 0;
    for (int i = 0; i < content.blockCount() && entries < kMostEntries; ++i) {
        const Block &block = content.block(i);
        if (block.kind == BlockKind::Code) {
            addCode(menu->addMenu(tr("Code: %1").arg(quoted(block.text.left(200)))), view, row, block, i);
            ++entries;
        } else if (block.isTableHeader) {
            addTable(menu->addMenu(tr("Table: %1").arg(quoted(block.plainText().left(200)))), view, row,
                     content, i);
            ++entries;
        }
        addTargets(menu, view, row, block.text, block.spans, entries);
        for (const TableCell &cell : block.cells)
            addTargets(menu, view, row, cell.text, cell.spans, entries);
    }
}

void addActions(QMenu *menu, ConversationView &view, int row)
{
    const TurnCommands offered = view.actionsOf(row);
    for (const TurnAction action :
         {TurnAction::Continue, TurnAction::Edit, TurnAction::Regenerate, TurnAction::Branch,
          TurnAction::EarlierVersion, TurnAction::LaterVersion, TurnAction::Delete}) {
        if (offered & action)
            add(menu, actionLabel(action), view, row,
                [&view, action](int now) { view.perform(now, action); });
    }
    if (const std::optional<Error> &failure = view.model()->turn(row).failure) {
        for (int i = 0; i < failure->nextSteps.size(); ++i) {
            add(menu, nextStepLabel(failure->nextSteps[i], failure->retryAfter), view, row,
                [&view, i](int now) { view.pressNextStep(now, i); });
        }
    }
}

} // namespace

QMenu *makeTurnMenu(ConversationView &view, int row, const HotSpot &spot)
{
    auto *menu = new QMenu(&view);
    menu->setObjectName(QStringLiteral("turnMenu"));
    menu->setAccessibleName(tr("Message"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (view.hasSelection())
        menu->addAction(tr("&Copy selection"), &view, &ConversationView::copySelection);
    if (row >= 0) {
        add(menu, tr("Copy &message"), view, row, [&view](int now) { view.copyTurn(now); });
        addActions(menu, view, row);
        menu->addSeparator();
        addContents(menu, view, row, spot);
        addFolds(menu, view, row);
        menu->addSeparator();
        add(menu, tr("&Select message"), view, row, [&view](int now) { view.selectTurn(now); });
    }
    menu->addAction(tr("Select &all"), &view, &ConversationView::selectAll);
    return menu;
}

} // namespace tabletalk
