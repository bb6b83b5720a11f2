// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the conversation view costs: CPU per streamed token with painting, opening, scrolling and searching
// of long conversations, with QTextBrowser::setMarkdown beside it. Process CPU time of all threads; ratios
// are within one run.

#include "conversation/conversationview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTextBrowser>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <memory>

using namespace tabletalk;

namespace {

QTextStream out(stdout);

double cpuUs()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

double privateDirtyMb()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Private_Dirty:"))
            return line.simplified().split(' ').at(1).toDouble() / 1024;
    }
    return 0;
}

//! The kind of markdown that models write, endlessly.
QString markdown(qsizetype size)
{
    static const QString kChapter =
        QStringLiteral("## A heading of a chapter\n\nThis paragraph has **bold** words, some `code` and "
                       "*emphasis*; it goes on for "
                       "about three lines, as paragraphs in answers do, and it ends with a "
                       "[link](https://example.org/page). Then "
                       "comes another sentence that makes it a bit longer still.\n\n- a first item of a "
                       "list\n- a second one, which "
                       "is longer and says `more` than the first\n- a third\n\n```python\ndef "
                       "function(argument):\n    # does it\n"
                       "    return [x * 2 for x in argument if x > 0]\n```\n\n| Name | Count | Share "
                       "|\n|------|------:|------:|\n| "
                       "north | 1,204 | 12 % |\n| south | 15,310 | 48 % |\n| west | 9,000 | 40 % |\n\n1. One "
                       "step\n2. Another "
                       "step\n\n> Something quoted, shortly.\n\n");
    QString text;
    while (text.size() < size)
        text += kChapter;
    return text.left(size);
}

Turn answer(qint64 id, const QString &text, Progress progress)
{
    Turn turn;
    turn.id = {id};
    turn.role = TurnRole::Answer;
    turn.model = QStringLiteral("acme/model");
    turn.progress = progress;
    turn.steps = {Step{TextStep{text}, progress}};
    return turn;
}

std::unique_ptr<TurnListModel> conversation(int turns)
{
    static const QString kAnswer = markdown(1400);
    const auto turnOf = [](TurnId id) {
        return id.value % 2
                   ? makeUserTurn(id, {1}, {id.value - 1}, QStringLiteral("A question of some words?"), 0)
                   : answer(id.value, kAnswer, Progress::Complete);
    };
    auto model = std::make_unique<TurnListModel>([turnOf](TurnId id) -> Result<Turn> { return turnOf(id); });
    QList<TurnSummary> path;
    path.reserve(turns);
    for (int id = 1; id <= turns; ++id)
        path.append(summaryOf(turnOf({id})));
    model->reset(path);
    return model;
}

void show(ConversationView &view, TurnListModel *model)
{
    view.resize(1280, 800);
    view.setModel(model);
    view.show();
    QApplication::processEvents();
}

//! Mean CPU of the last tokens of an answer, one token of four characters per frame.
double streamed(const QString &prefix, const QString &tail)
{
    constexpr int kToken = 4;
    const auto model = conversation(0);
    model->append(answer(1, {}, Progress::Open));
    ConversationView view;
    show(view, model.get());
    QString &text = std::get<TextStep>(model->heldTurn({1}).steps.last().content).text;
    text += prefix;
    model->noteAppended({1});
    QApplication::processEvents();
    int frames = 0;
    const double before = cpuUs();
    for (qsizetype at = 0; at < tail.size(); at += kToken, ++frames) {
        text += QStringView(tail).mid(at, kToken);
        model->noteAppended({1});
        QApplication::processEvents();
    }
    return (cpuUs() - before) / frames;
}

//! The usual way: the whole text anew for every token. A few frames tell.
double browsed(const QString &text)
{
    constexpr int kFrames = 10;
    QTextBrowser browser;
    browser.resize(1280, 800);
    browser.show();
    QApplication::processEvents();
    const double before = cpuUs();
    for (int i = 0; i < kFrames; ++i) {
        browser.setMarkdown(text.first(text.size() - kFrames + i));
        browser.verticalScrollBar()->setValue(browser.verticalScrollBar()->maximum());
        QApplication::processEvents();
    }
    return (cpuUs() - before) / kFrames;
}

void benchStreaming()
{
    out << "CPU us per token with paint, one token per frame\n";
    const QString tail = markdown(8000);
    double first = 0;
    for (int tokens : {2'000, 10'000, 50'000, 200'000}) {
        const double us =
            streamed(markdown(qsizetype(tokens) * 4 - tail.size()) + QStringLiteral("\n\n"), tail);
        first = first > 0 ? first : us;
        out << qSetFieldWidth(10) << tokens << qSetFieldWidth(0) << " tokens: " << us << "  ratio "
            << us / first << '\n';
        out.flush();
    }
    for (int tokens : {2'000, 10'000}) {
        const double us = browsed(markdown(qsizetype(tokens) * 4));
        out << qSetFieldWidth(10) << tokens << qSetFieldWidth(0)
            << " tokens, QTextBrowser::setMarkdown: " << us << "  ratio to ours " << us / first << '\n';
        out.flush();
    }
    QString lines;
    for (int i = 0; i < 10'000; ++i)
        lines += QStringLiteral("    value_%1 = function(argument, %1)\n").arg(i);
    QString rows = QStringLiteral("| a | b | c |\n|---|---|---|\n");
    for (int i = 0; i < 2'000; ++i)
        rows += QStringLiteral("| row %1 | some text | %1 |\n").arg(i);
    QString items;
    for (int i = 0; i < 5'000; ++i)
        items += QStringLiteral("- item %1 says something\n").arg(i);
    const QString words = QStringLiteral("many words in a paragraph that never ends ");
    const std::pair<const char *, QString> shapes[]{
        {"code of 10,000 lines", QStringLiteral("```\n") + lines},
        {"table of 2,000 rows", rows},
        {"list of 5,000 items", items},
        {"paragraph of 50,000 tokens", words.repeated(200'000 / words.size())}};
    for (const auto &[name, text] : shapes)
        out << "    " << name << ": " << streamed(text.chopped(4000), text.right(4000)) << '\n' << Qt::flush;
}

//! As the program hands on an answer of a hundred tokens a second: thirty times a second, for some seconds.
void benchLive()
{
    constexpr int kFrames = 240;
    constexpr int kPerFrame = 4 * 100 / 30;
    const QString text = markdown(kFrames * kPerFrame);
    const auto model = conversation(10);
    model->append(answer(11, {}, Progress::Open));
    ConversationView view;
    show(view, model.get());
    int frames = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, [&] {
        std::get<TextStep>(model->heldTurn({11}).steps.last().content).text +=
            text.mid(kPerFrame * frames++, kPerFrame);
        model->noteAppended({11});
    });
    QElapsedTimer wall;
    wall.start();
    const double before = cpuUs();
    timer.start(1000 / 30);
    while (frames < kFrames)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double us = cpuUs() - before;
    out << "live, 100 tokens/s at " << frames * 1000 / wall.elapsed()
        << " frames/s: " << us / double(wall.elapsed()) / 10 << " % of a core, " << us / frames
        << " us per frame\n"
        << Qt::flush;
}

void report(const char *what, std::vector<double> frames)
{
    std::sort(frames.begin(), frames.end());
    double sum = 0;
    for (double us : frames)
        sum += us;
    out << "    " << what << ": mean " << sum / double(frames.size()) / 1000 << " ms, p99 "
        << frames[frames.size() * 99 / 100] / 1000 << " ms\n"
        << Qt::flush;
}

void benchLong(int turns)
{
    const auto model = conversation(turns);
    const double memoryBefore = privateDirtyMb();
    const double before = cpuUs();
    ConversationView view;
    show(view, model.get());
    view.grab();
    out << turns << " turns: CPU to first paint at the end " << (cpuUs() - before) / 1000 << " ms\n";

    QScrollBar *bar = view.verticalScrollBar();
    const auto frames = [&](int count, auto step) {
        std::vector<double> costs;
        for (int i = 0; i < count; ++i) {
            const double start = cpuUs();
            step(i);
            QApplication::processEvents();
            costs.push_back(cpuUs() - start);
        }
        return costs;
    };
    report("page up", frames(300, [&](int) { bar->triggerAction(QAbstractSlider::SliderPageStepSub); }));
    report("page down", frames(300, [&](int) { bar->triggerAction(QAbstractSlider::SliderPageStepAdd); }));
    report("wheel", frames(300, [&](int) { bar->setValue(bar->value() - 60); }));
    report("jump",
           frames(300, [&](int i) { bar->setValue(int(qint64(bar->maximum()) * (i * 37 % 101) / 101)); }));
    report("resize step", frames(300, [&](int i) { view.resize(1280 - i * 2, 800); }));
    out << "    private memory above the model's, after all that: " << privateDirtyMb() - memoryBefore
        << " MB, " << view.conversationLayout().layoutCount() << " layouts kept\n"
        << Qt::flush;
}

void benchFind()
{
    const auto model = conversation(10'000);
    ConversationView view;
    show(view, model.get());
    for (const FindQuery &query :
         {FindQuery{QStringLiteral("another sentence")}, FindQuery{QStringLiteral("north"), true, true},
          FindQuery{QStringLiteral("n[a-z]+th\\b"), false, false, true},
          FindQuery{QStringLiteral("is not there")}}) {
        double longest = 0;
        const double before = cpuUs();
        view.find(query);
        while (view.finder().isSearching()) {
            const double slice = cpuUs();
            QApplication::processEvents();
            longest = std::max(longest, cpuUs() - slice);
        }
        out << "find \"" << query.text << "\" in 10,000 messages: " << (cpuUs() - before) / 1000 << " ms, "
            << view.finder().count() << " matches, longest frame " << longest / 1000 << " ms\n"
            << Qt::flush;
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    {
        const auto warm = conversation(4); // fonts are loaded once per process, whatever is shown
        ConversationView view;
        show(view, warm.get());
        view.grab();
    }
    benchStreaming();
    benchLive();
    benchLong(1'000);
    benchLong(100'000);
    benchFind();
    return 0;
}
