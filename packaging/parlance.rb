# Homebrew formula; packaging/release.sh fills in version and checksums.
class Parlance < Formula
  desc "Draft support replies in the buyer's language and manner"
  homepage "https://github.com/parlance-cli/parlance"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "https://github.com/parlance-cli/parlance/releases/download/v@VERSION@/parlance_@VERSION@_darwin_arm64.tar.gz"
      sha256 "@DARWIN_ARM64@"
    end
    on_intel do
      url "https://github.com/parlance-cli/parlance/releases/download/v@VERSION@/parlance_@VERSION@_darwin_amd64.tar.gz"
      sha256 "@DARWIN_AMD64@"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/parlance-cli/parlance/releases/download/v@VERSION@/parlance_@VERSION@_linux_arm64.tar.gz"
      sha256 "@LINUX_ARM64@"
    end
    on_intel do
      url "https://github.com/parlance-cli/parlance/releases/download/v@VERSION@/parlance_@VERSION@_linux_amd64.tar.gz"
      sha256 "@LINUX_AMD64@"
    end
  end

  def install
    bin.install "parlance"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/parlance.bash" => "parlance"
    zsh_completion.install "completions/parlance.zsh" => "_parlance"
    fish_completion.install "completions/parlance.fish"
  end

  test do
    (testpath/"ticket.txt").write("Wo ist meine Bestellung NL-20391?\n")
    assert_match "NL-20391", shell_output("#{bin}/parlance draft --engine builtin ticket.txt")
  end
end
