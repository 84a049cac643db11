# Runs a Homebrew formula's install and test blocks with a stand-in for Homebrew, on the
# archive the formula names for this machine.
#   ruby formula_test.rb FORMULA ARCHIVES PREFIX
require "digest"
require "fileutils"
require "pathname"

formula, archives, prefix = ARGV.map { |a| File.expand_path(a) }
PREFIX = Pathname(prefix)
MACHINE = RbConfig::CONFIG["host_cpu"] =~ /arm|aarch/ ? :arm : :intel

# Folder takes install "file" and install "file" => "name", as Homebrew's paths do.
class Folder
  def initialize(path) = @path = PREFIX / path
  def to_s = @path.to_s
  def /(name) = @path / name

  def install(*what)
    FileUtils.mkdir_p(@path)
    what.flatten.flat_map { |w| w.is_a?(Hash) ? w.to_a : [[w, File.basename(w)]] }
        .each { |from, name| FileUtils.cp(from, @path / name) }
  end
end

class Formula
  %i[desc homepage license].each { |word| define_singleton_method(word) { |_| } }

  class << self
    attr_reader :told, :try

    def version(v) = (@told ||= {})[:version] = v
    def url(u) = @told[:url] = u
    def sha256(s) = @told[:sha256] = s
    def test(&block) = @try = block
    def on_macos; end
    def on_linux = yield
    def on_arm = MACHINE == :arm && yield
    def on_intel = MACHINE == :intel && yield
  end

  def bin = Folder.new("bin")
  def man1 = Folder.new("share/man/man1")
  def bash_completion = Folder.new("etc/bash_completion.d")
  def zsh_completion = Folder.new("share/zsh/site-functions")
  def fish_completion = Folder.new("share/fish/vendor_completions.d")
  def testpath = PREFIX / "test"
  def shell_output(command) = Dir.chdir(testpath) { `#{command}` }
  def assert_match(want, got) = got.include?(want) || abort("formula test: #{want.inspect} not in #{got.inspect}")
end

load formula
told = Parlance.told
archive = File.join(archives, File.basename(told[:url]))
abort "checksum of #{archive}" if Digest::SHA256.file(archive).hexdigest != told[:sha256]
abort "version #{told[:version]} not in #{told[:url]}" unless told[:url].include?("v#{told[:version]}/")
FileUtils.mkdir_p([PREFIX / "src", PREFIX / "test"])
system("tar", "-xzf", archive, "-C", (PREFIX / "src").to_s, "--strip-components=1") || abort("unpacking #{archive}")
Dir.chdir(PREFIX / "src") { Parlance.new.install }
Parlance.new.instance_eval(&Parlance.try)
abort "no manual" unless File.exist?(PREFIX / "share/man/man1/parlance-draft.1")
