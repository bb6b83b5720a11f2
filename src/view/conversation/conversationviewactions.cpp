// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ConversationView does when something in it is pressed or asked for, and its search.

#include "conversation/attachmentlink.h"
#include "conversation/conversationview.h"
#include "conversation/figuremarks.h"
#include "conversation/picturebook.h"
#include "conversation/querycard.h"
#include "conversation/tablefile.h"
#include "savedfile.h"
#include "whenfinished.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QUrl>

#include <algorithm>

namespace tabletalk {

void ConversationView::openLink(const QString &target)
{
    static const QStringList kSchemes{QStringLiteral("http"), QStringLiteral("https"),
                                      QStringLiteral("mailto")};
    const QUrl url(target, QUrl::StrictMode);
    if (url.isValid() && kSchemes.contains(url.scheme().toLower()))
        emit linkActivated(url);
    else
        emit said(tr("This link was not opened: only web and mail addresses are. It leads to %1")
                      .arg(target.left(200)));
}

void ConversationView::openAttachment(int row, const QString &target)
{
    const QList<Attachment> attached = attachmentsOf({m_model->turn(row)});
    const auto named =
        std::find_if(attached.begin(), attached.end(), [&target](const Attachment &attachment) {
            return attachmentTarget(attachment) == target;
        });
    if (named != attached.end())
        emit attachmentActivated(*named);
    else
        openLink(target);
}

void ConversationView::showTrace(int row, const QString &target)
{
    const FigureTrace trace = figureTrace(target);
    emit said(trace.sentence);
    if (trace.step < 0)
        return;
    std::optional<TurnContent> own;
    if (!m_layout.contentOf(row, own).isUnfolded(trace.step))
        toggleFold(row, trace.step);
    // Behind the SQL and the header, as far as the card shows rows.
    const int inCard = 2 + int(std::clamp<qint64>(trace.row, 0, kRowsInCard - 1));
    std::optional<TurnContent> unfolded;
    const TurnContent &content = m_layout.contentOf(row, unfolded);
    const int block = content.blockOf({trace.step, inCard});
    if (block < 0)
        return;
    select({{row, {block, 0}}, {row, {block, int(content.block(block).plainText().size())}}});
}

void ConversationView::press(const Spot &spot)
{
    const HotSpot &pressed = spot.spot;
    switch (pressed.kind) {
    case HotSpot::Kind::None:
        break;
    case HotSpot::Kind::Link:
        if (isAttachmentTarget(pressed.target))
            openAttachment(spot.row, pressed.target);
        else if (PictureBook::isCarried(pressed.target)) // where it is not shown, as in a table
            showMenu(spot.row, pressed, QCursor::pos());
        else
            openLink(pressed.target);
        break;
    case HotSpot::Kind::Figure:
        showTrace(spot.row, pressed.target);
        break;
    case HotSpot::Kind::CopyCode:
        if (const auto *turn = m_layout.visibleTurn(spot.row)) {
            QGuiApplication::clipboard()->setText(turn->layout->content().block(pressed.block).text);
            showCopied(spot);
        }
        break;
    case HotSpot::Kind::WrapCode:
        toggleWrap(spot.row, pressed.block);
        break;
    case HotSpot::Kind::CopyTable:
        copyTable(spot.row, pressed.block);
        showCopied(spot);
        break;
    case HotSpot::Kind::SaveTable:
        saveTable(spot.row, pressed.block);
        break;
    case HotSpot::Kind::SortColumn:
        sortTable(spot.row, pressed.block, pressed.step);
        break;
    case HotSpot::Kind::Action:
        perform(spot.row, TurnAction(pressed.step));
        if (pressed.step == int(TurnAction::Copy))
            showCopied(spot);
        break;
    case HotSpot::Kind::ToggleFold:
        toggleFold(spot.row, pressed.step);
        break;
    case HotSpot::Kind::NextStep:
        pressNextStep(spot.row, pressed.step);
        break;
    }
}

TurnId ConversationView::turnId(int row) const
{
    return m_model->summary(row).id;
}

TurnCommands ConversationView::actionsOf(int row) const
{
    return m_layout.actionsOf(row);
}

void ConversationView::perform(int row, TurnAction action)
{
    if (!m_model || row < 0 || row >= m_model->rowCount() || !(actionsOf(row) & action))
        return;
    const TurnSummary &summary = m_model->summary(row);
    switch (action) {
    case TurnAction::Copy:
        copyTurn(row);
        break;
    case TurnAction::Edit:
        emit editRequested(summary.id);
        break;
    case TurnAction::Regenerate:
        emit regenerateRequested(summary.id);
        break;
    case TurnAction::Branch:
        emit branchRequested(summary.id);
        break;
    case TurnAction::Delete:
        emit deleteRequested(summary.id);
        break;
    case TurnAction::Continue:
        emit nextStepRequested(summary.id, NextStep::Continue);
        break;
    case TurnAction::EarlierVersion:
        emit versionRequested(summary.id, summary.versionIndex - 1);
        break;
    case TurnAction::LaterVersion:
        emit versionRequested(summary.id, summary.versionIndex + 1);
        break;
    case TurnAction::More: {
        const auto *turn = m_layout.visibleTurn(row);
        const QRect button =
            turn ? turn->layout->buttonRect(HotSpot::Kind::Action, int(TurnAction::More)) : QRect();
        const QPoint below = button.bottomLeft() + QPoint(m_layout.columnLeft(), turn ? turn->y : 0);
        showMenu(row, {}, viewport()->mapToGlobal(below));
        break;
    }
    }
}

void ConversationView::changeDisplay(int row, const TurnDisplay &display, const BlockKey &pressed)
{
    if (m_selection.inRow(row)) // its blocks are about to be counted anew
        setSelection({});
    hideCaret();
    m_layout.setDisplay(row, display, pressed);
    m_finder.rowChanged(row);
    refresh();
}

void ConversationView::toggleFold(int row, int step)
{
    TurnDisplay display = m_layout.display(row);
    if (display.toggled.erase(step) == 0)
        display.toggled.insert(step);
    changeDisplay(row, display, {step, -1});
}

void ConversationView::toggleWrap(int row, int codeBlock)
{
    std::optional<TurnContent> own;
    const BlockKey key = m_layout.contentOf(row, own).keyOf(codeBlock);
    TurnDisplay display = m_layout.display(row);
    if (display.wrapped.erase(key) == 0)
        display.wrapped.insert(key);
    changeDisplay(row, display, key);
}

void ConversationView::sortTable(int row, int header, int column)
{
    std::optional<TurnContent> own;
    const BlockKey key = m_layout.contentOf(row, own).keyOf(header);
    TurnDisplay display = m_layout.display(row);
    const auto sorted = display.sorted.find(key);
    if (sorted == display.sorted.end() || sorted->second.column != column)
        display.sorted[key] = {column, false};
    else if (!sorted->second.isDescending)
        sorted->second.isDescending = true;
    else
        display.sorted.erase(sorted);
    changeDisplay(row, display, key);
}

void ConversationView::saveTable(int row, int header)
{
    std::optional<TurnContent> own;
    saveCsv(this, csvOf(m_layout.contentOf(row, own), header),
            [this](const QString &sentence) { emit said(sentence); });
}

void ConversationView::copyPicture(const QString &url)
{
    whenFinished(m_pictures->whole(url), this, [this](const QImage &picture) {
        if (picture.isNull())
            emit said(tr("This picture cannot be read, so it was not copied."));
        else
            QGuiApplication::clipboard()->setImage(picture);
    });
}

void ConversationView::savePicture(const QString &url)
{
    const PictureBook::File file = PictureBook::fileOf(url);
    if (file.bytes.isEmpty()) {
        emit said(tr("This picture cannot be read, so it was not saved."));
        return;
    }
    saveFile(this,
             {tr("Save picture"), QStringLiteral("picture.") + file.suffix,
              tr("Pictures (*.%1)").arg(file.suffix), file.bytes},
             [this](const QString &sentence) { emit said(sentence); });
}

void ConversationView::pressNextStep(int row, int index)
{
    const Turn &turn = m_model->turn(row);
    if (turn.failure && index >= 0 && index < turn.failure->nextSteps.size())
        emit nextStepRequested(turn.id, turn.failure->nextSteps.at(index));
}

void ConversationView::find(const FindQuery &query)
{
    if (!m_model)
        return;
    // From what is read: the match that is shown, else the first line in view.
    if (m_found) {
        m_foundFrom = *m_found;
    } else if (!m_layout.visibleTurns().empty()) {
        const TextPosition top = m_layout.positionAt({m_layout.columnLeft(), 0});
        m_foundFrom = {top.row, top.at, 0};
    }
    m_foundFrom.length = 0;
    showFound(std::nullopt);
    m_finder.search(query, m_model->rowCount(), m_foundFrom.row);
}

void ConversationView::findInRow(const FindQuery &query, int row)
{
    m_found = FoundText{row, {}, 0};
    find(query);
}

void ConversationView::takeFound()
{
    // The match that is shown may be gone; the first one is shown as soon as it is known.
    if (m_found && m_finder.ordinal(*m_found) == 0) {
        m_foundFrom = *m_found;
        m_found.reset();
    }
    if (!m_found && m_finder.count() > 0)
        showFound(m_finder.after(m_foundFrom));
    viewport()->update();
    emit foundChanged();
}

void ConversationView::findFrom(bool isForward)
{
    if (m_finder.count() == 0)
        return;
    FoundText from = m_found.value_or(m_foundFrom);
    if (isForward && m_found)
        ++from.length; // after this one
    showFound(isForward ? m_finder.after(from) : m_finder.before(from));
    emit foundChanged();
}

void ConversationView::showFound(const std::optional<FoundText> &found)
{
    m_found = found;
    if (found) {
        m_layout.showPosition(found->range().from);
        refresh();
    } else {
        viewport()->update();
    }
}

} // namespace tabletalk
