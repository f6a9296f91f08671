@echo off
chcp 936 >nul
setlocal
title plancheck 审核
set "PY=%~dp0venv\Scripts\python.exe"
if not exist "%PY%" goto install
if "%~1"=="" goto nothing
if not "%~2"=="" goto many
if not exist "%~1" goto gone
set "IN=%~f1"
set "OUT=%~dpn1-审核"
if exist "%~1\" set "OUT=%~f1-审核"
if "%IN:~-1%"=="\" set "IN=%IN%."
set "PYTHONPATH=%~dp0本地规则"
set "LIST="
if exist "%~dp0名册.xlsx" set "LIST=%~dp0名册.xlsx"
pushd "%~dp0"
if defined LIST goto listed
"%PY%" -P -m plancheck review "%IN%" -o "%OUT%"
set "CODE=%ERRORLEVEL%"
goto done
:listed
"%PY%" -P -m plancheck review "%IN%" -o "%OUT%" --roster "%LIST%"
set "CODE=%ERRORLEVEL%"
:done
popd
echo.
if "%CODE%"=="0" echo 审核完毕，全部达到要求。
if "%CODE%"=="1" echo 审核完毕，有需要修改的计划。
if "%CODE%"=="3" echo 审核完毕，但有文件读不出，或有要求判断不了，请按上面的提示处理。
if "%CODE%"=="2" goto failed
if not exist "%OUT%\" goto failed
echo 审核材料在打开的文件夹里。
start "" "%OUT%"
goto end
:failed
echo 没有完成，原因见上面。
goto end
:install
echo 还没有安装。请先双击“安装.bat”。
goto end
:nothing
echo 请把装有计划的文件夹拖到“审核.bat”的图标上，再松开鼠标。
goto end
:many
echo 一次请只拖一个文件夹。名字里有 ^& 号的，请先改名。
goto end
:gone
echo 找不到拖来的文件夹。名字里有 ^& 号的，请先改名。
:end
echo.
pause
