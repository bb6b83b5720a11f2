// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/attachmentlink.h"
#include "conversation/conversationview.h"
#include "conversation/picturebook.h"
#include "conversation/turnmenu.h"
#include "fakeattachments.h"
#include "sampleturns.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

namespace {

QString urlOf(const QByteArray &bytes, const char *type = "png")
{
    return QStringLiteral("data:image/%1;base64,%2")
        .arg(QLatin1String(type), QString::fromLatin1(bytes.toBase64()));
}

QByteArray png(QSize size, const QColor &colour = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

//! The first bytes of a PNG that says it is so large.
QByteArray pngOfSize(quint32 edge)
{
    QByteArray bytes = png({1, 1});
    for (int i = 0; i < 4; ++i) {
        const char byte = char(edge >> (24 - 8 * i));
        bytes[16 + i] = byte;
        bytes[20 + i] = byte;
    }
    return bytes;
}

} // namespace

class TestPictures : public QObject {
    Q_OBJECT
private slots:
    void decodesWhatAMessageCarries();
    void refuses_data();
    void refuses();
    void isShownInItsPlace();
    void movesNothingThatIsReadWhenItComes();
    void staysADescriptionWhenItIsElsewhere();
    void isCopiedAndSavedAsItCame();
    void theMenuOffersThePictures();
    void isShownSmallWhereItIsAttached();
    void takesNoOtherTargetForAnAttachedOne_data();
    void takesNoOtherTargetForAnAttachedOne();
};

void TestPictures::decodesWhatAMessageCarries()
{
    PictureBook book;
    QSignalSpy changed(&book, &PictureBook::changed);
    const QString url = urlOf(png({40, 30}));
    QVERIFY(book.picture(url).isNull());
    QVERIFY(changed.wait());
    QCOMPARE(book.picture(url).size(), QSize(40, 30));
    QCOMPARE(book.picture(url).pixelColor(5, 5), QColor(Qt::red));
    const QString large = urlOf(png({4000, 100}));
    book.picture(large);
    QVERIFY(changed.wait());
    QVERIFY(book.picture(large).width() < 2000);
}

void TestPictures::refuses_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("no picture") << urlOf("words");
    QTest::newRow("cut off") << urlOf(png({40, 30}).first(40));
    QTest::newRow("too many pixels") << urlOf(pngOfSize(50'000));
    QTest::newRow("not encoded") << QStringLiteral("data:image/png,abc");
    QTest::newRow("nothing") << QStringLiteral("data:image/png;base64,");
    QTest::newRow("a drawing, which can refer to others")
        << urlOf("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "svg+xml");
}

void TestPictures::refuses()
{
    QFETCH(QString, url);
    PictureBook book;
    QSignalSpy changed(&book, &PictureBook::changed);
    QVERIFY(book.picture(url).isNull());
    QVERIFY(changed.wait());
    QVERIFY(book.picture(url).isNull());
    QVERIFY(!changed.wait(50)); // and is not tried again
}

void TestPictures::isShownInItsPlace()
{
    const auto model = sample::model(1);
    model->append(sample::answer(
        2, QStringLiteral("Before.\n\n![a red box](%1)\n\nAfter.").arg(urlOf(png({100, 80})))));
    ConversationView view;
    view.resize(700, 500);
    view.setModel(model.get());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto middle = [&view] {
        const ConversationLayout &layout = view.conversationLayout();
        const QRect caret = layout.caretRect({1, {1, 0}});
        const QPoint at(layout.columnLeft() + layout.columnWidth() / 2, caret.center().y());
        return view.viewport()->grab().toImage().pixelColor(at);
    };
    QTRY_COMPARE(middle(), QColor(Qt::red));
    view.selectAll();
    QVERIFY(view.selectedText().contains(QLatin1String("a red box")));
}

void TestPictures::movesNothingThatIsReadWhenItComes()
{
    const auto turn = [](TurnId id) {
        QString text;
        for (int i = 0; i < 20; ++i)
            text += QStringLiteral("Some words before the picture, and a few more.\n\n![box](%1)\n\n")
                        .arg(urlOf(png({60 + i, 90}, QColor(int(id.value), i, 0))));
        return sample::answer(id.value, text);
    };
    TurnListModel model([turn](TurnId id) -> Result<Turn> { return turn(id); });
    model.reset({summaryOf(turn({1})), summaryOf(turn({2})), summaryOf(turn({3}))});
    PictureBook book;
    QSignalSpy changed(&book, &PictureBook::changed);
    ConversationLayout layout{QFont(QStringLiteral("DejaVu Sans"), 10), QPalette()};
    layout.setPictures(&book);
    layout.setModel(&model);
    layout.setViewport({700, 400});
    layout.scrollTo(layout.maximumTop() / 2);
    layout.settle();
    const TextPosition read = layout.positionAt({layout.columnLeft(), 0});
    const int before = layout.caretRect(read).top();
    const qint64 total = layout.maximumTop();
    for (int arrived = 0; arrived < 3; ++arrived) {
        QTRY_VERIFY(changed.size() > arrived);
        layout.contentArrived();
        layout.settle();
        QCOMPARE(layout.caretRect(read).top(), before);
    }
    QVERIFY(layout.maximumTop() > total);
}

void TestPictures::staysADescriptionWhenItIsElsewhere()
{
    PictureBook book;
    QSignalSpy changed(&book, &PictureBook::changed);
    for (const char *url :
         {"https://example.org/a.png", "file:///etc/passwd", "data:text/html,x", "qrc:/x.png"})
        QVERIFY(book.picture(QString::fromLatin1(url)).isNull());
    QVERIFY(!changed.wait(100));
}

void TestPictures::isCopiedAndSavedAsItCame()
{
    const QByteArray bytes = png({3000, 20});
    QCOMPARE(PictureBook::fileOf(urlOf(bytes)).bytes, bytes);
    QCOMPARE(PictureBook::fileOf(urlOf(bytes, "jpeg")).suffix, QStringLiteral("png")); // whatever it says
    QVERIFY(
        PictureBook::fileOf(urlOf("<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml")).bytes.isEmpty());

    ConversationView view;
    QSignalSpy said(&view, &ConversationView::said);
    view.copyPicture(urlOf(bytes));
    QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), QSize(3000, 20));
    view.copyPicture(urlOf("words"));
    QVERIFY(said.wait());
    view.savePicture(urlOf("words"));
    QCOMPARE(said.size(), 2);
    QVERIFY(said.last().first().toString().contains(QLatin1String("not saved")));
}

void TestPictures::theMenuOffersThePictures()
{
    const auto model = sample::model(0);
    const QString url = urlOf(png({100, 80}));
    model->append(sample::answer(
        1, QStringLiteral("![a red box](%1)\n\n| a | b |\n|---|---|\n| 1 | ![small](%1) |").arg(url)));
    ConversationView view;
    view.resize(700, 500);
    view.setModel(model.get());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto labels = [](const QMenu &menu) {
        QStringList all;
        for (const QAction *action : menu.actions())
            all.append(action->text());
        return all;
    };
    const std::unique_ptr<QMenu> ofKeyboard(makeTurnMenu(view, 0, {}));
    QVERIFY(labels(*ofKeyboard).contains(QStringLiteral("Picture: a red box")));
    QVERIFY(labels(*ofKeyboard).contains(QStringLiteral("Picture: small")));
    const std::unique_ptr<QMenu> ofPointer(makeTurnMenu(view, 0, {.target = url, .block = 0}));
    QVERIFY(labels(*ofPointer).contains(QStringLiteral("Copy picture")));
    QVERIFY(labels(*ofPointer).contains(QStringLiteral("Save picture as…")));
    QVERIFY(!labels(*ofPointer).contains(QStringLiteral("Open in browser")));

    const auto pictureAt = [&view] {
        const ConversationLayout &layout = view.conversationLayout();
        const auto *turn = layout.visibleTurn(0);
        const QPoint middle(layout.columnWidth() / 2, layout.caretRect({0, {0, 0}}).center().y() - turn->y);
        return turn->layout->hotSpotAt(middle);
    };
    QTRY_COMPARE(pictureAt().target, url);
    QVERIFY(!pictureAt().isButton());
}

void TestPictures::isShownSmallWhereItIsAttached()
{
    const Attachment picture{.name = QStringLiteral("box.png"),
                             .mediaType = QStringLiteral("image/png"),
                             .sha256 = QByteArray(64, 'a'),
                             .pixels = QSize(2000, 1000)};
    FakeAttachments attachments;
    const auto rows = [&picture] {
        Turn question = sample::question(1, QStringLiteral("What is this?"));
        question.steps.append(Step{AttachmentStep{picture}});
        auto model = sample::model(0);
        model->append(question);
        model->append(sample::answer(2, QStringLiteral("A box.")));
        return model;
    };
    const auto model = rows();
    ConversationView view;
    view.setAttachments(&attachments);
    view.resize(700, 500);
    view.setModel(model.get());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto spotOf = [&view] {
        const ConversationLayout &layout = view.conversationLayout();
        return layout.caretRect({0, {1, 0}});
    };
    const QRect before = spotOf(); // the bytes are gone, and the place is kept
    QVERIFY(before.height() > 60);
    QVERIFY(before.height() < 400);

    attachments.kept = {{picture.sha256, png({2000, 1000})}};
    ConversationView other;
    other.setAttachments(&attachments);
    other.resize(700, 500);
    const auto again = rows();
    other.setModel(again.get());
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    const QRect place = other.conversationLayout().caretRect({0, {1, 0}});
    QCOMPARE(place.height(), before.height());
    const QPoint inside(place.left() + 20, place.top() + place.height() / 3);
    QTRY_COMPARE(other.viewport()->grab().toImage().pixelColor(inside), QColor(Qt::red));
    QCOMPARE(other.conversationLayout().caretRect({0, {1, 0}}), place);

    QSignalSpy activated(&other, &ConversationView::attachmentActivated);
    QTest::mouseClick(other.viewport(), Qt::LeftButton, {}, inside);
    QCOMPARE(activated.value(0).value(0).value<Attachment>(), picture);
    other.selectAll();
    QVERIFY(other.selectedText().contains(attachmentLabel(picture)));
}

void TestPictures::takesNoOtherTargetForAnAttachedOne_data()
{
    QTest::addColumn<QString>("target");
    const QByteArray sha(64, 'a');
    const auto row = [](const char *name, const QByteArray &target) {
        QTest::newRow(name) << QString::fromLatin1(target);
    };
    row("no size", "attachment:" + sha);
    row("no pixels", "attachment:" + sha + "/0x5");
    row("endless", "attachment:" + sha + "/9999999999x5");
    row("a path", "attachment:../../../etc/passwd/5x5");
    row("a path of that length", "attachment:" + QByteArray("../").repeated(21) + "a/5x5");
    row("another scheme", "file:" + sha + "/5x5");
    row("a line more", "attachment:" + sha + "/5x5\n");
}

void TestPictures::takesNoOtherTargetForAnAttachedOne()
{
    QFETCH(const QString, target);
    QVERIFY(!attachedPicture(target));
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
