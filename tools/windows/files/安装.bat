@echo off
chcp 936 >nul
setlocal
title plancheck 安装
pushd "%~dp0"
set "PY="
set "FITS=import sys; sys.exit(sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32)"
py -3.11 -c "%FITS%" >nul 2>nul
if not errorlevel 1 set "PY=py -3.11"
if defined PY goto found
python -c "%FITS%" >nul 2>nul
if not errorlevel 1 set "PY=python"
if not defined PY goto nopython
:found
echo 正在安装，大约一两分钟，请不要关闭这个窗口……
if exist "venv\" rmdir /s /q "venv"
%PY% -m venv venv
if errorlevel 1 goto failed
venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels "plancheck[all]"
if errorlevel 1 goto failed
venv\Scripts\python.exe -P -m plancheck --version
if errorlevel 1 goto failed
echo.
echo 装好了。把装有计划的文件夹拖到“审核.bat”上，就可以开始。
goto end
:nopython
echo 没有找到 Python 3.11（64 位）。
echo 请先运行 Python 3.11 的 64 位安装程序，勾选“Add python.exe to PATH”，再双击“安装.bat”。
goto end
:failed
echo.
echo 没有装成，原因见上面。请把这个窗口拍照或截图，发给提供安装包的人。
:end
popd
pause
