"""The engines that make sound of text, one file each, all of them used through pyttsx3."""
