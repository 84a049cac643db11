#!/bin/sh
# Runs the Windows program under wine: start, UTF-8 through pipes and files, folders.
#   windows_test.sh parlance.exe
set -eu
exe=$(realpath "$1")
cd "$(mktemp -d)"
WINEPREFIX=$PWD/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=" PARLANCE_CONFIG_DIR= PARLANCE_CACHE_DIR=
export WINEPREFIX WINEDEBUG WINEDLLOVERRIDES
fail() { echo "windows: $*" >&2; exit 1; }

# Wine before 8.13 lacks the library that Go takes its random numbers from.
wineboot -i >/dev/null 2>&1
system=wine/drive_c/windows/system32
if [ ! -e "$system/bcryptprimitives.dll" ]; then
	printf '%s\n' '#include <windows.h>' '#include <ntsecapi.h>' \
		'__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return RtlGenRandom(p, n); }' > prng.c
	x86_64-w64-mingw32-gcc -shared -o "$system/bcryptprimitives.dll" prng.c -ladvapi32
fi

wine "$exe" version | grep -q windows/amd64 || fail version
printf '注文番号 NL-20391 の商品がまだ届きません。\r\n山本' > '注文 1.txt'
wine "$exe" draft --engine builtin '注文 1.txt' > out.txt 2> err.txt || fail "draft: $(cat err.txt)"
grep -q '山本 様' out.txt || fail "draft of a file: $(cat out.txt)"
wine "$exe" draft --engine builtin < '注文 1.txt' | grep -q 'NL-20391' || fail "draft of standard input"
wine "$exe" config | grep -qi 'appdata' || fail "the settings are not under AppData"
wine "$exe" draft nofile.txt 2> err.txt && fail "a missing file is no error"
grep -q 'nofile.txt' err.txt || fail "$(cat err.txt)"

# The key goes to Windows' credential store and comes out of it again.
printf 'sk-not-a-key\n' | wine "$exe" key set https://api.example.com/v1 2> err.txt || fail "key set: $(cat err.txt)"
wine "$exe" key forget https://api.example.com/v1 2> err.txt || fail "key forget: $(cat err.txt)"
