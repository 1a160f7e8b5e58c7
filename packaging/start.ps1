# UNTESTED: written after packaging/start.sh, never run on Windows yet.
#
# Sets up whatever is missing, then opens camsetup.
#
#   powershell -ExecutionPolicy Bypass -File packaging\start.ps1 [ARGUMENTS]
#   powershell -ExecutionPolicy Bypass -File packaging\start.ps1 test [ARGUMENTS]
#   powershell -ExecutionPolicy Bypass -File packaging\start.ps1 setup
#
# Arguments go to camsetup, those after test to pytest. Python packages go to .venv in
# this checkout, as packaging\requirements.lock pins them. Python itself has to be
# there: 3.10 or newer, 64 bit. $env:PYTHON chooses which.

$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$venv = Join-Path $root '.venv'
$python = Join-Path $venv 'Scripts\python.exe'
$stamp = Join-Path $venv 'camsetup-set-up'
$unfinished = Join-Path $venv 'camsetup-unfinished'
$lock = Join-Path $root 'packaging\requirements.lock'
$goodPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'

function Say($text) { Write-Host "camsetup: $text" }

function Stop-With($text) {
    [Console]::Error.WriteLine("camsetup: $text")
    exit 1
}

# What the stamp says when nothing is to do: same lock, same project, same place.
function Get-Wanted {
    $files = $lock, (Join-Path $root 'pyproject.toml')
    $hashes = $files | ForEach-Object { (Get-FileHash -Algorithm SHA256 $_).Hash }
    return ($hashes + $root) -join ' '
}

function Test-Program($program, $arguments) {
    try { & $program @arguments *> $null } catch { return $false }
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    $candidates = @(@('py', '-3'), @('python'), @('python3'))
    if ($env:PYTHON) { $candidates = , @($env:PYTHON) }
    foreach ($candidate in $candidates) {
        $first = @($candidate | Select-Object -Skip 1)
        if (Test-Program $candidate[0] ($first + @('-c', $goodPython))) {
            return , $candidate
        }
    }
    Stop-With 'There is no Python 3.10 or newer. Install it, then start again.'
}

function New-Venv {
    $works = Test-Program $python @('-m', 'pip', '--version')
    if ((Test-Path $unfinished) -or -not $works) {
        $base = Find-Python
        $first = @($base | Select-Object -Skip 1)
        Say "Making $venv with $base ..."
        & $base[0] @first -m venv --clear $venv
        if ($LASTEXITCODE -ne 0) { Stop-With 'The environment could not be made.' }
    }
    New-Item -ItemType File -Force $unfinished | Out-Null
}

function Install-Packages([string[]] $arguments) {
    & $python -m pip install --quiet --disable-pip-version-check @arguments
    if ($LASTEXITCODE -ne 0) {
        Stop-With 'pip failed (above). Set-up can simply be run again.'
    }
}

function Install-Camsetup {
    $done = (Test-Path $stamp) -and -not (Test-Path $unfinished)
    if ($done -and ((Get-Content -Raw $stamp).Trim() -eq (Get-Wanted)) -and
        (Test-Program $python @('--version'))) { return }
    New-Venv
    Say 'Installing the Python packages (once, some minutes, 1 GB) ...'
    Install-Packages @('--require-hashes', '--only-binary', ':all:', '--requirement', $lock)
    Install-Packages @('--no-deps', '--no-build-isolation', '--editable', $root)
    Get-Wanted | Set-Content $stamp
    Remove-Item $unfinished
}

Install-Camsetup
if ($args.Count -gt 0 -and $args[0] -eq 'setup') {
    Say 'Everything is set up. Open it with packaging\start.ps1'
    exit 0
}
if ($args.Count -gt 0 -and $args[0] -eq 'test') {
    $rest = @($args | Select-Object -Skip 1)
    if (-not $env:QT_QPA_PLATFORM) { $env:QT_QPA_PLATFORM = 'offscreen' }
    Push-Location $root
    try { & $python -m pytest @rest } finally { Pop-Location }
    exit $LASTEXITCODE
}
& $python -m camsetup @args
exit $LASTEXITCODE
