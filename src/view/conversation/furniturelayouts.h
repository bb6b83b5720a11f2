// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/actionstrip.h"
#include "conversation/itemlayout.h"
#include "conversation/leaflayout.h"

namespace tabletalk {

// The items of a turn that are not its text.

//! Who and when; and what can be done with the turn: with a question everything, with an answer copying
//! it, for the rest stands below it.
class HeaderLayout : public ItemLayout {
public:
    HeaderLayout(const ConversationStyle &style, const QString &author, const QString &time,
                 const TurnFurniture &furniture, bool hasAllActions, int width);
    int height() const override;
    void paint(QPainter &painter, const ItemPaint &context) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    QRect buttonRect(HotSpot::Kind kind, int step) const override;
    qsizetype bytes() const override { return 300; }

private:
    const ConversationStyle &m_style;
    QString m_author;
    QString m_time;
    ActionStrip m_actions;
};

//! What an answer cost and how it ended, and what can be done with it.
class FooterLayout : public ItemLayout {
public:
    FooterLayout(const ConversationStyle &style, const QString &text, const TurnFurniture &furniture,
                 int width);
    int height() const override;
    void paint(QPainter &painter, const ItemPaint &context) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    QRect buttonRect(HotSpot::Kind kind, int step) const override;
    qsizetype bytes() const override { return 300; }

private:
    const ConversationStyle &m_style;
    QString m_text;
    ActionStrip m_actions;
};

//! One quiet line about what is, or was, under way: waiting, thinking, a tool at work. Pressing it unfolds
//! what was thought, or what the tool was asked and said.
class StatusLayout : public ItemLayout {
public:
    enum class Kind { Waiting, Thinking, Thought, Calling, Called, Queried };
    //! `name` is the model's or the tool's, or what a query found out; `ms` a duration for Thought, else the
    //! time it began.
    StatusLayout(const ConversationStyle &style, Kind kind, const QString &name, qint64 ms, bool isUnfolded,
                 int width);
    int height() const override;
    void paint(QPainter &painter, const ItemPaint &context) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    QRect buttonRect(HotSpot::Kind kind, int step) const override;
    qsizetype bytes() const override { return 200; }

private:
    QString label(qint64 elapsedMs) const;

    const ConversationStyle &m_style;
    Kind m_kind;
    QString m_name;
    qint64 m_ms;
    bool m_isUnfolded;
    int m_width;
};

//! What went wrong, in plain text, and a button per next step.
class CardLayout : public ItemLayout {
public:
    CardLayout(const ConversationStyle &style, const Error &error, int width);
    int height() const override { return m_height; }
    void paint(QPainter &painter, const ItemPaint &context) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    QRect buttonRect(HotSpot::Kind kind, int step) const override;
    qsizetype bytes() const override { return 1000 + 40 * m_text.characterCount(); }

private:
    struct Button {
        QString label;
        QRect rect;
    };
    const ConversationStyle &m_style;
    int m_width;
    int m_height = 0;
    LeafLayout m_text;
    std::vector<Button> m_buttons;
};

class RuleLayout : public ItemLayout {
public:
    RuleLayout(const ConversationStyle &style, int width)
        : m_style(style)
        , m_width(width)
    {
    }
    int height() const override { return 1; }
    void paint(QPainter &painter, const ItemPaint &context) const override;
    qsizetype bytes() const override { return 100; }

private:
    const ConversationStyle &m_style;
    int m_width;
};

} // namespace tabletalk
