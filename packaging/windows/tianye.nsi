; Installer of Tianye for 64-bit Windows 10 (1809) and later. Compiled on Linux, NEVER RUN.
; windows.py compiles it and says where the program lies (TREE), where the installer goes (INSTALLER), VERSION, SIZE_KB.
; For one user, without administrator's rights. What people entered lies elsewhere and is never touched.

Unicode true
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tianye"

Name "$(PROGRAM)"
OutFile "${INSTALLER}"
InstallDir "$LOCALAPPDATA\Programs\Tianye"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Tianye"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Tianye"
VIAddVersionKey /LANG=0 "LegalCopyright" "The Tianye project"

!define MUI_ICON "${TREE}/tianye.ico"
!define MUI_UNICON "${TREE}/tianye.ico"
!insertmacro MUI_PAGE_LICENSE "${TREE}/licences/NOTICE.txt"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString PROGRAM ${LANG_SIMPCHINESE} "田野"
LangString PROGRAM ${LANG_ENGLISH} "Tianye"
LangString TOO_OLD ${LANG_SIMPCHINESE} "这台电脑不行：需要 64 位 Windows 10（1809）或更新的版本。"
LangString TOO_OLD ${LANG_ENGLISH} "This computer will not do: 64-bit Windows 10 (1809) or later is needed."
LangString IN_USE ${LANG_SIMPCHINESE} "田野还开着。请关掉窗口，再试一次。"
LangString IN_USE ${LANG_ENGLISH} "Tianye is still open. Close its window, then try again."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; Only folders of ours go, by name: somebody may keep a file of her own beside them.
!macro REMOVE_PROGRAM
  ClearErrors
  ; a program that runs holds its file
  ${If} ${FileExists} "$INSTDIR\python\pythonw.exe"
    Delete "$INSTDIR\python\pythonw.exe"
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION "$(IN_USE)" /SD IDOK
      Abort
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\packages"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\tianye.ico"
  Delete "$INSTDIR\tianye.cmd"
!macroend

Section
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ; a shortcut starts in the folder that is set as output
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\$(PROGRAM).lnk" "$INSTDIR\python\pythonw.exe" "-X utf8 -m tianye" "$INSTDIR\tianye.ico"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(PROGRAM)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\tianye.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro REMOVE_PROGRAM
  Delete "$SMPROGRAMS\田野.lnk"
  Delete "$SMPROGRAMS\Tianye.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
