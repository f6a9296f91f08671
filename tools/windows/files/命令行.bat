@echo off
chcp 936 >nul
title plancheck 命令行
cd /d "%~dp0"
set "PATH=%~dp0bin;%PATH%"
set "PYTHONPATH=%~dp0本地规则"
echo 在这里可以输入 plancheck 的命令，例如：
echo   plancheck --help
echo   plancheck rules
echo   plancheck review 报送 -o 审核 --roster 名册.xlsx
echo.
cmd /k
