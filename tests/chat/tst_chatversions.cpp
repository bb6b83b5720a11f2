// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "fakeattachments.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace tabletalk;

class TestChatVersions : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_session.reset(); }

    void editAndRerunMakesASiblingAndAsksIt();
    void editWithoutRerunAsksNothing();
    void theSameTextIsNoVersion();
    void anEditedAnswerLosesItsReasoning();
    void anEditChangesWhatIsAttached();
    void anotherModelIsAskedForOneAnswerOnly();
    void walksBackToWhatFollowed();
    void refusesWhileAnAnswerArrives();
    void refusesToHideWhatTheDiskDidNotTake();
    void showsTheBranchOfATurn();
    void deletesAndBringsBack();
    void deletesNothingThatIsNotSaved();
    void keepsEverythingThroughRandomCommands();

private:
    void say(const QString &question, const QString &answer);
    QString text(int row) { return m_session->turns().turn(row).text(); }
    TurnId id(int row) { return m_session->turns().summary(row).id; }
    bool settle()
    {
        return ChatFixture::runUntil([this] { return m_session->isLoaded() && !m_session->isBusy(); });
    }

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<ChatSession> m_session;
};

void TestChatVersions::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_session = m_fixture->makeSession();
}

void TestChatVersions::say(const QString &question, const QString &answer)
{
    QVERIFY(m_session->send(question).ok());
    QVERIFY(m_fixture->answer(answer));
    QVERIFY(settle());
}

void TestChatVersions::editAndRerunMakesASiblingAndAsksIt()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    say(QStringLiteral("two"), QStringLiteral("second"));
    const TurnId old = id(0);
    QVERIFY(m_session->editQuestion(old, QStringLiteral("uno"), true).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("primero")));
    QVERIFY(settle());
    QCOMPARE(m_session->turns().rowCount(), 2);
    QCOMPARE(text(0), QStringLiteral("uno"));
    QCOMPARE(text(1), QStringLiteral("primero"));
    QCOMPARE(m_session->turns().summary(0).versionIndex, 1);
    QCOMPARE(m_session->turns().summary(0).versionCount, 2);
    QCOMPARE(m_fixture->completions.requests.back().messages.size(), 1);
    QCOMPARE(int(m_fixture->history.turns.size()), 6);
}

void TestChatVersions::editWithoutRerunAsksNothing()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    QVERIFY(m_session->editQuestion(id(0), QStringLiteral("uno"), false).ok());
    QVERIFY(settle());
    QCOMPARE(m_session->turns().rowCount(), 1);
    QCOMPARE(int(m_fixture->completions.requests.size()), 1);
    QVERIFY(!m_session->editQuestion(id(0), QStringLiteral("  "), false).ok());
    QCOMPARE(text(0), QStringLiteral("uno"));

    QVERIFY(m_session->regenerate(id(0)).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("primero")));
    QCOMPARE(text(1), QStringLiteral("primero"));
}

void TestChatVersions::theSameTextIsNoVersion()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    QVERIFY(m_session->editQuestion(id(0), QStringLiteral("one"), false).ok());
    QVERIFY(m_session->editAnswer(id(1), QStringLiteral("first")).ok());
    QCOMPARE(int(m_fixture->history.turns.size()), 2);
    QVERIFY(m_session->editQuestion(id(0), QStringLiteral("one"), true).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("again")));
    QCOMPARE(m_session->turns().summary(0).versionCount, 1);
    QCOMPARE(m_session->turns().summary(1).versionCount, 2);
}

void TestChatVersions::anEditedAnswerLosesItsReasoning()
{
    QVERIFY(m_session->send(QStringLiteral("one")).ok());
    QVERIFY(ChatFixture::runUntil([this] { return m_fixture->completions.requests.size() == 1; }));
    emit m_fixture->completions.lastStream->received({ReasoningDelta{QStringLiteral("hm")}});
    QVERIFY(m_fixture->answer(QStringLiteral("first")));
    QVERIFY(settle());
    QCOMPARE(m_session->turns().turn(1).steps.size(), 2);
    QVERIFY(m_session->editAnswer(id(1), QStringLiteral("mine")).ok());
    QCOMPARE(m_session->turns().turn(1).steps.size(), 1);
    QCOMPARE(text(1), QStringLiteral("mine"));
    QCOMPARE(m_session->turns().turn(1).usage, Usage());
}

void TestChatVersions::anEditChangesWhatIsAttached()
{
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    const Attachment more = FakeAttachments::document(QStringLiteral("more.txt"));
    const auto attached = [this] { return attachmentsOf({m_session->turns().turn(0)}); };
    QVERIFY(m_session->send(QStringLiteral("one"), {notes}).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("first")));
    QVERIFY(settle());
    QVERIFY(m_session->editQuestion(id(0), QStringLiteral("uno"), false).ok());
    QCOMPARE(attached(), QList<Attachment>{notes});
    QVERIFY(m_session->editQuestion(id(0), QStringLiteral("uno"), false, QList{notes, more}).ok());
    QCOMPARE(attached(), (QList{notes, more}));
    QCOMPARE(m_session->turns().summary(0).versionCount, 3);
    // The same again is no version; nothing at all is no message, and what is attached may be all there is.
    QVERIFY(m_session->editQuestion(id(0), QStringLiteral("uno"), false, QList{notes, more}).ok());
    QCOMPARE(m_session->turns().summary(0).versionCount, 3);
    QVERIFY(!m_session->editQuestion(id(0), {}, false, QList<Attachment>()).ok());
    QVERIFY(m_session->editQuestion(id(0), {}, false, QList{more}).ok());
    QCOMPARE(attached(), QList<Attachment>{more});
}

void TestChatVersions::anotherModelIsAskedForOneAnswerOnly()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    QVERIFY(m_session->regenerate(id(1), QStringLiteral("demo/thorough")).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("thoroughly")));
    QCOMPARE(m_fixture->completions.requests.back().model, QStringLiteral("demo/thorough"));
    QCOMPARE(m_session->conversation().model, QStringLiteral("demo/quick"));
    say(QStringLiteral("two"), QStringLiteral("second"));
    QCOMPARE(m_fixture->completions.requests.back().model, QStringLiteral("demo/quick"));
}

void TestChatVersions::walksBackToWhatFollowed()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    say(QStringLiteral("two"), QStringLiteral("second"));
    QVERIFY(m_session->regenerate(id(1)).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("other")));
    QVERIFY(settle());
    QCOMPARE(m_session->turns().rowCount(), 2);
    QVERIFY(m_session->selectVersion(id(1), 0).ok());
    QVERIFY(settle());
    QCOMPARE(m_session->turns().rowCount(), 4);
    QCOMPARE(text(3), QStringLiteral("second"));
    QVERIFY(m_session->selectVersion(id(1), 1).ok());
    QVERIFY(settle());
    QCOMPARE(text(1), QStringLiteral("other"));
    QVERIFY(m_session->selectVersion(id(1), 7).ok());
    QVERIFY(settle());
    QCOMPARE(text(1), QStringLiteral("other"));
}

void TestChatVersions::refusesWhileAnAnswerArrives()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    QVERIFY(m_session->send(QStringLiteral("two")).ok());
    QVERIFY(!m_session->editQuestion(id(0), QStringLiteral("uno"), false).ok());
    QVERIFY(!m_session->regenerate(id(1)).ok());
    QVERIFY(!m_session->selectVersion(id(0), 0).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("second")));
    QCOMPARE(text(3), QStringLiteral("second"));
}

void TestChatVersions::refusesToHideWhatTheDiskDidNotTake()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    m_fixture->history.failWith = Error{.kind = ErrorKind::StorageFull};
    QVERIFY(m_session->send(QStringLiteral("two")).ok());
    QVERIFY(settle());
    QVERIFY(!m_session->editQuestion(id(0), QStringLiteral("uno"), false).ok());
    QCOMPARE(m_session->turns().rowCount(), 4);
    QCOMPARE(text(2), QStringLiteral("two"));
}

void TestChatVersions::showsTheBranchOfATurn()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    const TurnId hidden = id(1);
    QVERIFY(m_session->regenerate(id(1)).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("other")));
    QVERIFY(settle());
    TurnId shown;
    connect(m_session.get(), &ChatSession::turnShown, this, [&shown](TurnId turn) { shown = turn; });
    m_session->showTurn(hidden);
    QVERIFY(ChatFixture::runUntil([&] { return shown == hidden; }));
    QCOMPARE(text(1), QStringLiteral("first"));
}

namespace {

//! The plainest tree of versions that can be: what the session is compared with.
struct Reference {
    struct Node {
        QString text;
        bool isAnswer = false;
        Node *parent = nullptr;
        std::vector<Node *> children;
        Node *selected = nullptr;
    };

    std::deque<Node> nodes{Node{}};

    Node *add(Node *parent, const QString &text, bool isAnswer)
    {
        nodes.push_back({text, isAnswer, parent, {}, nullptr});
        parent->children.push_back(&nodes.back());
        parent->selected = &nodes.back();
        return parent->selected;
    }

    std::vector<Node *> path()
    {
        std::vector<Node *> found;
        for (Node *node = nodes.front().selected; node; node = node->selected)
            found.push_back(node);
        return found;
    }
};

} // namespace

void TestChatVersions::deletesAndBringsBack()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    say(QStringLiteral("two"), QStringLiteral("second"));
    QVERIFY(m_session->regenerate(id(1)).ok());
    QVERIFY(!m_session->removeTurn(id(0)).ok()); // while an answer arrives
    QVERIFY(m_fixture->answer(QStringLiteral("other")));
    QVERIFY(settle());
    QSignalSpy removed(m_session.get(), &ChatSession::turnsRemoved);
    QSignalSpy shown(m_session.get(), &ChatSession::turnShown);

    const TurnId other = id(1);
    QVERIFY(m_session->removeTurn(other).ok());
    QVERIFY(settle());
    QCOMPARE(removed.value(0).value(0).toInt(), 1);
    QCOMPARE(text(1), QStringLiteral("first")); // the version beside it, and what followed
    QCOMPARE(m_session->turns().rowCount(), 4);
    QCOMPARE(m_session->turns().summary(1).versionCount, 1);
    QVERIFY(m_session->removeTurn(id(0)).ok());
    QVERIFY(settle());
    QCOMPARE(removed.value(1).value(0).toInt(), 4);
    QVERIFY(m_session->isEmpty());

    QVERIFY(m_session->restoreRemoved().ok());
    QVERIFY(settle());
    QCOMPARE(m_session->turns().rowCount(), 4);
    QVERIFY(m_session->restoreRemoved().ok());
    QVERIFY(settle());
    QCOMPARE(text(1), QStringLiteral("other"));
    QCOMPARE(m_session->turns().summary(1).versionCount, 2);
    QCOMPARE(shown.last().value(0).value<TurnId>(), other);
    QVERIFY(!m_session->restoreRemoved().ok());
}

void TestChatVersions::deletesNothingThatIsNotSaved()
{
    say(QStringLiteral("one"), QStringLiteral("first"));
    m_fixture->history.failWith = Error{.kind = ErrorKind::StorageFailed};
    QVERIFY(m_session->removeTurn(id(1)).ok());
    QVERIFY(settle());
    QCOMPARE(m_session->turns().rowCount(), 2);
    QVERIFY(!m_session->restoreRemoved().ok());
}

void TestChatVersions::keepsEverythingThroughRandomCommands()
{
    QRandomGenerator random(5);
    Reference reference;
    int words = 0;
    const auto fresh = [&words] { return QStringLiteral("text %1").arg(++words); };
    for (int round = 0; round < 300; ++round) {
        const std::vector<Reference::Node *> path = reference.path();
        Reference::Node *last = path.empty() ? &reference.nodes.front() : path.back();
        const int row = path.empty() ? -1 : int(random.bounded(quint32(path.size())));
        const int command = row < 0 ? 0 : random.bounded(7);
        bool isAsked = true;
        Reference::Node *question = nullptr;
        if (command == 0) {
            question = reference.add(last, fresh(), false);
            QVERIFY(m_session->send(question->text).ok());
        } else if (command <= 2 && !path[row]->isAnswer) {
            isAsked = command == 1;
            question = reference.add(path[row]->parent, fresh(), false);
            QVERIFY(m_session->editQuestion(id(row), question->text, isAsked).ok());
        } else if (command == 3 && path[row]->isAnswer) {
            isAsked = false;
            reference.add(path[row]->parent, fresh(), true);
            QVERIFY(m_session->editAnswer(id(row), QStringLiteral("text %1").arg(words)).ok());
        } else if (command == 4) {
            question = path[row]->isAnswer ? path[row]->parent : path[row];
            QVERIFY(m_session->regenerate(id(row)).ok());
        } else {
            isAsked = false;
            Reference::Node *parent = path[row]->parent;
            const int index = random.bounded(int(parent->children.size()));
            parent->selected = parent->children[index];
            QVERIFY(m_session->selectVersion(id(row), index).ok());
        }
        if (isAsked) {
            const QString said = fresh();
            QVERIFY(m_fixture->answer(said));
            reference.add(question, said, true);
        }
        QVERIFY(settle());

        const std::vector<Reference::Node *> expected = reference.path();
        QCOMPARE(m_session->turns().rowCount(), int(expected.size()));
        for (int at = 0; at < int(expected.size()); ++at) {
            const auto &siblings = expected[at]->parent->children;
            QCOMPARE(text(at), expected[at]->text);
            QCOMPARE(m_session->turns().summary(at).versionCount, int(siblings.size()));
            QCOMPARE(m_session->turns().summary(at).versionIndex,
                     int(std::ranges::find(siblings, expected[at]) - siblings.begin()));
        }
        QCOMPARE(m_fixture->history.turns.size(), reference.nodes.size() - 1);
    }

    // Found again as it was left.
    ChatSession again(m_session->conversation(), false, m_fixture->services());
    QVERIFY(ChatFixture::runUntil([&again] { return again.isLoaded(); }));
    QCOMPARE(again.turns().rowCount(), m_session->turns().rowCount());
    for (int row = 0; row < again.turns().rowCount(); ++row)
        QCOMPARE(again.turns().summary(row), m_session->turns().summary(row));
}

QTEST_GUILESS_MAIN(TestChatVersions)
#include "tst_chatversions.moc"
