// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turnlayout.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QPalette>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! fontconfig keeps its patterns until the process ends, and says so to nobody.
extern "C" const char *
__lsan_default_suppressions() // NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
{
    return "leak:libfontconfig.so";
}

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static QApplication application(*argc, *argv);
    return 0;
}

//! The first two bytes say how long the pieces are in which the rest arrives, and how wide the column is.
//! An answer is laid out, painted and asked for positions while it is written and when it is complete.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    static const ConversationStyle style(QFont(QStringLiteral("DejaVu Sans"), 10), QPalette());
    static QImage image(400, 300, QImage::Format_RGB32);
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data + 2), qsizetype(size - 2));
    const qsizetype piece = 1 + data[0] % 64;
    const int width = 1 + data[1] * 2;

    Turn turn;
    turn.id = {1};
    turn.role = TurnRole::Answer;
    turn.progress = Progress::Open;
    turn.steps = {Step{TextStep{}, Progress::Open}};
    TurnLayout layout(style, turn, {}, width);
    const auto look = [&layout] {
        constexpr int kPage = 300;
        const int from = std::max(0, layout.height() - kPage);
        layout.prepareVisible(from, from + kPage);
        QPainter painter(&image);
        painter.translate(0, -from);
        layout.paint(painter, {.clip = QRect(0, from, image.width(), kPage)});
        for (int y = from; y < from + kPage; y += 23) {
            const BlockPosition at = layout.positionAt({y % image.width(), y});
            if (at.block < 0 || at.offset < 0)
                std::abort();
            layout.hotSpotAt({y % image.width(), y});
            layout.caretRect(at);
        }
    };
    for (qsizetype at = 0; at < text.size(); at += piece) {
        std::get<TextStep>(turn.steps.last().content).text = text.first(std::min(at + piece, text.size()));
        layout.update(turn);
        look();
    }
    turn.progress = Progress::Complete;
    layout.update(turn);
    look();
    layout.setWidth(width / 2 + 1);
    look();
    return 0;
}
