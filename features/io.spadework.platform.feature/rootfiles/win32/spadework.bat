@echo off
rem Spadework. With a verb: the command line (spadework --help). Without: the workbench. Needs a JDK of version 21 or newer in JAVA_HOME or on the PATH.
setlocal EnableDelayedExpansion
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "verb=%~1"
if "%verb%"=="" goto workbench
if "%verb%"=="--help" goto command
if "%verb%"=="--version" goto command
if "%verb:~0,1%"=="-" goto workbench
:command
set "classpath="
for /f "usebackq" %%b in ("%here%command-line.bundles") do for %%j in ("%here%plugins\%%b_*.jar") do set "classpath=!classpath!;%%j"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "!classpath:~1!" io.spadework.cli.Spadework %*
exit /b %errorlevel%
:workbench
for %%j in ("%here%plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%j"
:again
"%java%" -Xmx1g -Dosgi.requiredJavaVersion=21 --enable-native-access=ALL-UNNAMED %SPADEWORK_VMARGS% -jar "%launcher%" -nosplash %*
if %errorlevel%==23 goto again
if %errorlevel%==24 goto again
exit /b %errorlevel%
