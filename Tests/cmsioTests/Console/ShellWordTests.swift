import Testing
import cmsio

@Suite("The word that a shell completes")
struct ShellWordTests {
    static let examples: [(words: [String], partial: String, shell: ShellWord.Shell?, typed: String, answer: String)] =
        [
            (["cmsio", "emit", "art"], "art", .bash, "art", "article:update"),
            (["cmsio", "perms", "article", ":", "up"], "up", .bash, "article:up", "update"),
            (["cmsio", "perms", "article", ":"], ":", .bash, "article:", "update"),
            (["cmsio", "listen", "'article:up"], "'article:up", .bash, "article:up", "article:update"),
            (["cmsio", "perms", "article:up"], "article:up", .zsh, "article:up", "article\\:update"),
            (["cmsio", "perms", "article\\:up"], "article\\:up", .zsh, "article:up", "article\\:update"),
            (["cmsio", "perms", "article:up"], "article:up", .fish, "article:up", "article:update"),
        ]

    @Test("is put together as it was typed, and answered as the shell wants it", arguments: examples)
    func words(words: [String], partial: String, shell: ShellWord.Shell?, typed: String, answer: String) {
        let word = ShellWord(words, at: words.count - 1, beforeCursor: partial, shell: shell)
        #expect(word.typed == typed)
        #expect(word.answer(["article:update"]) == [answer])
    }

    @Test("may have colons in several places")
    func uid() {
        let words = ["cmsio", "perms", "grant", "role:public", "api", "::", "article.art"]
        let word = ShellWord(words, at: 6, beforeCursor: "article.art", shell: .bash)
        #expect(word.typed == "api::article.art")
        #expect(word.answer(["api::article.article.update"]) == ["article.article.update"])
    }
}
