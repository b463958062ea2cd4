@rem The command line of Tianye; without arguments the window opens.
@"%~dp0python\python.exe" -X utf8 -m tianye %*
